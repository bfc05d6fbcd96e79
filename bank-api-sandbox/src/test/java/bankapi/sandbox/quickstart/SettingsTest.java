package bankapi.sandbox.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bankapi.sandbox.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path directory;

  private Settings settings(String... arguments) throws StartFailure {
    Options options =
        new Options(
            List.of(arguments),
            Set.of("gateway-jar", "gateway-port", "sandbox-port"),
            Set.of(),
            Map.of(),
            "BANKAPI_QUICKSTART_");
    return Settings.from(options);
  }

  private String jar() throws IOException {
    return "--gateway-jar=" + Files.createFile(directory.resolve("gateway.jar"));
  }

  @Test
  void freePortsAreTakenAndKeysAreNew() throws Exception {
    String jar = jar();
    Settings one = settings(jar, "--gateway-port=0", "--sandbox-port=0");
    Settings other = settings(jar, "--gateway-port=0", "--sandbox-port=0");
    assertThat(one.gatewayPort()).isPositive().isNotEqualTo(one.sandboxPort());
    assertThat(one.apiKey()).matches("[0-9a-f]{32}").isNotEqualTo(other.apiKey());
    assertThat(one.apiSecret()).matches("[0-9a-f]{40}").isNotEqualTo(other.apiSecret());
  }

  @Test
  void aTakenPortIsNamedWithTheOptionThatHelps() throws Exception {
    String jar = jar();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatExceptionOfType(StartFailure.class)
          .isThrownBy(
              () -> settings(jar, "--sandbox-port=0", "--gateway-port=" + taken.getLocalPort()))
          .withMessageContainingAll("" + taken.getLocalPort(), "--gateway-port");
    }
  }

  @Test
  void aMissingGatewayIsNamed() {
    assertThatExceptionOfType(Options.WrongOptionException.class)
        .isThrownBy(() -> settings("--gateway-jar=" + directory.resolve("none.jar")))
        .withMessageContainingAll("none.jar", "--gateway-jar");
  }
}

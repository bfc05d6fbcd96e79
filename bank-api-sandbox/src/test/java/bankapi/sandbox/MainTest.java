package bankapi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String line) {
    return Main.run(
        line.split(" "),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--prot 1", "--port", "--port 65536", "--port x", "--gateway-url nowhere", "8090"})
  void aMistakeIsExplainedWithExitCodeTwo(String line) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(line.split(" ")[0])
        .contains("--help");
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--port", "--webhook-secret");
  }

  @Test
  void aTakenPortIsNamed() {
    try (Sandbox other = Sandbox.start(SandboxConfig.forTests())) {
      int port = other.baseUri().getPort();
      assertThat(run("--port " + port)).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("" + port, "--port");
    }
  }

  @Test
  void optionsMayComeFromTheEnvironmentAndWebhooksFollowTheGateway() {
    SandboxConfig config =
        Main.config(
            new Options(
                List.of("--port=1234"),
                Set.of("port"),
                Set.of(),
                Map.of("BANKAPI_SANDBOX_GATEWAY_URL", "http://127.0.0.1:8080/"),
                "BANKAPI_SANDBOX_"));
    assertThat(config.port()).isEqualTo(1234);
    assertThat(config.webhookTarget()).hasToString("http://127.0.0.1:8080/api/webhooks/bridge");
  }
}

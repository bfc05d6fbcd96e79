package bankapi.sandbox.quickstart;

import bankapi.sandbox.Options;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What one quickstart works with. Keys and secrets are random and live as long as it runs.
 *
 * @param once whether to walk through the flow without a person and end
 */
record Settings(
    int sandboxPort,
    int gatewayPort,
    Path gatewayJar,
    Path workDirectory,
    Path properties,
    boolean once,
    String site,
    String apiKey,
    String apiSecret,
    String clientId,
    String clientSecret,
    String webhookSecret,
    String operatorPassword) {

  /** Who may use the admin API. */
  static final String OPERATOR = "operator";

  private static final SecureRandom RANDOM = new SecureRandom();

  static Settings from(Options options) throws StartFailure {
    Path jar = Path.of(options.text("gateway-jar").orElse("bank-api-micro/target/bank-api.jar"));
    if (!Files.isReadable(jar)) {
      throw new Options.WrongOptionException(
          "There is no gateway at " + jar + ": name its jar by --gateway-jar.");
    }
    return new Settings(
        free(options.port("sandbox-port", 8090), "--sandbox-port"),
        free(options.port("gateway-port", 8080), "--gateway-port"),
        jar.toAbsolutePath(),
        Path.of(options.text("work-dir").orElse("target/quickstart")).toAbsolutePath(),
        Path.of(options.text("properties").orElse("target/quickstart.properties")),
        options.has("once"),
        options.text("site").orElse("demo-site"),
        random(16),
        random(20),
        random(16),
        random(20),
        random(20),
        random(12));
  }

  String gatewayUrl() {
    return "http://localhost:" + gatewayPort;
  }

  /** This port, or for 0 any that is free. */
  private static int free(int port, String option) throws StartFailure {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress("127.0.0.1", port));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new StartFailure("Port %d is taken. Choose another one by %s.".formatted(port, option));
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}

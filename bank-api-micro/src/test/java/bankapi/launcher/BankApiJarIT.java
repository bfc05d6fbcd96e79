package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The built jar, started and stopped as an operator does. */
@Execution(ExecutionMode.CONCURRENT)
class BankApiJarIT {
  private static final int TERMINATED_BY_SIGTERM = 143;

  private static final Map<String, String> MANDATORY =
      Map.of(
          "BANKAPI_BRIDGE_CLIENT_ID", "client",
          "BANKAPI_BRIDGE_CLIENT_SECRET", "secret",
          "BANKAPI_BRIDGE_WEBHOOK_SECRETS", "webhook-secret");

  private static final String MAIL_PASSWORD = "Zq7:m=ail,$y#horse";

  @RegisterExtension
  final GreenMailExtension mails =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
          .withConfiguration(GreenMailConfiguration.aConfig().withUser("bank-api", MAIL_PASSWORD));

  @TempDir Path directory;

  @Test
  void startsAnswersStopsAndStartsAgainOnItsData() throws Exception {
    Path key = directory.resolve("data/encryption.key");
    String first;
    try (RunningJar jar = RunningJar.start(directory, MANDATORY, "--port", "0")) {
      URI base = jar.awaitReady();
      assertThat(status(base.resolve("/api/health/ready"))).isEqualTo(200);
      assertThat(status(base.resolve("/"))).as("no server welcome page").isNotEqualTo(500);
      for (String own : List.of("/metrics", "/health", "/openapi")) {
        assertThat(status(base.resolve(own))).as("the server's own " + own).isIn(403, 404);
      }
      assertThat(protocol(base.resolve("/api/health/live"))).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(status(base.resolve("/api/method/ping"))).as("HTTP/2 was offered").isEqualTo(200);
      listensForThisMachineOnly(base.getPort());
      secondOneOnTheSameDataIsRefused();
      assertThat(jar.console()).contains("Made an encryption key in " + key);
      assertThat(jar.console().lines()).as("a quiet console").hasSizeLessThan(15);
      first = Files.readString(key);
      assertThat(jar.terminate()).isEqualTo(TERMINATED_BY_SIGTERM);
      assertThat(jar.console()).doesNotContain("ERROR").contains("Bank API is stopping.");
    }
    assertThat(directory.resolve("data/work")).as("working files go").doesNotExist();
    assertThat(directory.resolve("data/bank-api.mv.db")).exists();

    try (RunningJar jar =
        RunningJar.start(directory, MANDATORY, "--port", "0", "--exit-on-stdin-close")) {
      assertThat(status(jar.awaitReady().resolve("/api/health/ready"))).isEqualTo(200);
      assertThat(Files.readString(key)).isEqualTo(first);
      assertThat(jar.console()).doesNotContain("Made an encryption key");
      jar.closeStandardInput();
      assertThat(jar.awaitExit()).isZero();
    }
  }

  @Test
  void theOperatorLogsInAndIsToldByMailAndNoPasswordIsInAFile() throws Exception {
    Map<String, String> environment = new HashMap<>(MANDATORY);
    environment.put("BANKAPI_OPERATOR_NAME", "olivia");
    environment.put("BANKAPI_OPERATOR_PASSWORD", "Zs9:e=cret,$x\\#horse");
    environment.put("BANKAPI_MAIL_HOST", "127.0.0.1");
    environment.put("BANKAPI_MAIL_PORT", String.valueOf(mails.getSmtp().getPort()));
    environment.put("BANKAPI_MAIL_SECURITY", "none");
    environment.put("BANKAPI_MAIL_USER", "bank-api");
    environment.put("BANKAPI_MAIL_PASSWORD", MAIL_PASSWORD);
    environment.put("BANKAPI_ALERT_MAIL_FROM", "bank-api@ops.example");
    environment.put("BANKAPI_ALERT_MAIL_TO", "olivia@ops.example");
    try (RunningJar jar = RunningJar.start(directory, environment, "--port", "0")) {
      URI base = jar.awaitReady();
      HttpClient operator = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      assertThat(login(operator, base, "Zs9")).isEqualTo(401);
      assertThat(login(operator, base, "Zs9:e=cret,$x\\#horse")).isEqualTo(201);
      assertThat(post(operator, base.resolve("/api/admin/v1/alerts/test"), "").body())
          .contains("\"arrived\":true");
      assertThat(mails.getReceivedMessages())
          .singleElement()
          .satisfies(
              mail -> assertThat(mail.getFrom()[0]).asString().isEqualTo("bank-api@ops.example"));
      try (Stream<Path> files = Files.walk(directory)) {
        List<Path> all = files.filter(Files::isRegularFile).toList();
        assertThat(all)
            .isNotEmpty()
            .allSatisfy(file -> assertThat(text(file)).doesNotContain("e=cret,$x", MAIL_PASSWORD));
      }
    }
  }

  private static int login(HttpClient operator, URI base, String password) throws Exception {
    String body = "{\"user\":\"olivia\",\"password\":\"" + password.replace("\\", "\\\\") + "\"}";
    return post(operator, base.resolve("/api/admin/v1/session"), body).statusCode();
  }

  private static HttpResponse<String> post(HttpClient operator, URI uri, String body)
      throws Exception {
    return operator.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .header("X-Requested-With", "test")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** So that balancers ask the next node, and no answer of the server is taken for ours. */
  @Test
  void refusesConnectionsUntilItHasStarted() throws Exception {
    try (RunningJar jar = RunningJar.start(directory, MANDATORY, "--port", "0")) {
      URI started = jar.awaitAddress().resolve("/api/health/started");
      assertThatThrownBy(() -> status(started)).isInstanceOf(ConnectException.class);
      int first =
          Awaitility.await()
              .atMost(RunningJar.PATIENCE)
              .ignoreExceptionsMatching(e -> e instanceof ConnectException && jar.isAlive())
              .until(() -> status(started), status -> true);
      assertThat(first).as("the first answer").isEqualTo(200);
      jar.awaitReady();
    }
  }

  @Test
  void aPortThatIsTakenWhileItStartsIsSaid() throws Exception {
    try (RunningJar jar = RunningJar.start(directory, MANDATORY, "--port", "0")) {
      int port = jar.awaitAddress().getPort();
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(jar.awaitExit()).isEqualTo(1);
        assertThat(jar.console().strip().lines())
            .last()
            .asString()
            .startsWith("Cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1: ");
      }
    }
  }

  /** As when the machine restarts while an operator has taken the node out of service. */
  @Test
  void startsOutOfService() throws Exception {
    Path out = Files.createFile(directory.resolve("out"));
    Map<String, String> environment = new HashMap<>(MANDATORY);
    environment.put("BANKAPI_PLATFORM_OUT_OF_SERVICE_FILE", out.toString());
    try (RunningJar jar = RunningJar.start(directory, environment, "--port", "0")) {
      URI ready = jar.awaitStarted();
      assertThat(status(ready)).isEqualTo(503);
      Files.delete(out);
      Awaitility.await().until(() -> status(ready) == 200);
    }
  }

  @Test
  void aMissingSettingIsNamedInOneSentence() throws Exception {
    assertThat(said(1, "--port", "0").lines())
        .last()
        .asString()
        .isEqualTo("Bank API could not start: bankapi.bridge.client-id is not set.");
  }

  @Test
  void aPreferenceThatDoesNotExistIsNamedInOneSentence() throws Exception {
    Map<String, String> environment = new HashMap<>(MANDATORY);
    environment.put("BANKAPI_BOOTSTRAP_LINK_ANSWER", "text");
    try (RunningJar jar = RunningJar.start(directory, environment, "--port", "0")) {
      assertThat(jar.awaitExit()).as(jar.console()).isEqualTo(1);
      assertThat(jar.console().strip().lines())
          .last()
          .asString()
          .isEqualTo(
              "Bank API could not start: bankapi.bootstrap.link-answer is neither object nor url.");
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidWithoutItsPassword() throws Exception {
    Map<String, String> environment =
        Map.of(
            "BANKAPI_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/bank",
            "BANKAPI_DATABASE_USER", "bank",
            "BANKAPI_DATABASE_PASSWORD", "Zs9:e=cret",
            "BANKAPI_PLATFORM_DATABASE_PATIENCE", "PT5S");
    try (RunningJar jar = RunningJar.start(directory, environment, "--port", "0")) {
      assertThat(jar.awaitExit()).isEqualTo(1);
      assertThat(jar.console())
          .contains("it is asked again")
          .contains("Bank API could not start: ", "Connection to 127.0.0.1:1 refused");
      try (Stream<Path> files = Files.walk(directory)) {
        List<Path> all = files.filter(Files::isRegularFile).toList();
        assertThat(all)
            .isNotEmpty()
            .allSatisfy(file -> assertThat(text(file)).doesNotContain("Zs9"));
      }
    }
  }

  @Test
  void anUnknownOptionIsRefused() throws Exception {
    assertThat(said(2, "--prot", "80")).isEqualTo("Unknown option --prot. Try --help.");
  }

  @Test
  void aBusyPortIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(said(1, "--port", String.valueOf(taken.getLocalPort())))
          .isEqualTo(
              "Cannot listen on port "
                  + taken.getLocalPort()
                  + " of 127.0.0.1: it is in use or not allowed. Choose another with --port.");
    }
  }

  @Test
  void theWorldIsNotServedWithoutAPublicAddress() throws Exception {
    assertThat(said(1, "--address", "0.0.0.0", "--port", "0"))
        .startsWith("bankapi.public-url is missing: ");
  }

  @Test
  void saysItsVersion() throws Exception {
    assertThat(said(0, "--version")).startsWith("Bank API 1");
  }

  private void secondOneOnTheSameDataIsRefused() throws Exception {
    assertThat(said(1, "--port", "0"))
        .contains("Another Bank API is already running with the data in ");
  }

  private String said(int exit, String... arguments) throws Exception {
    try (RunningJar jar = RunningJar.start(directory, Map.of(), arguments)) {
      assertThat(jar.awaitExit()).as(jar.console()).isEqualTo(exit);
      return jar.console().strip();
    }
  }

  private static void listensForThisMachineOnly(int port) throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    assumeThat(others).as("an address that is not loopback").isNotEmpty();
    for (InetAddress other : others) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(other, port), 2000);
        throw new AssertionError(other + " is listened on");
      } catch (IOException refused) {
        // as it should be
      }
    }
  }

  private static int status(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** What is spoken with a client that would rather speak HTTP/2. */
  private static HttpClient.Version protocol(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .version();
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

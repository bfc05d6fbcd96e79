package bankapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators copy from config/, with the tools that read it; skipped where one is missing. */
class OperatorFilesTest {

  private static final Path CONFIG = Path.of("../config").toAbsolutePath().normalize();
  private static final String PASSWORD = "of-the-test";

  @TempDir Path directory;

  @BeforeEach
  void certificate() throws Exception {
    needs("openssl");
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "key.pem",
        "-out",
        "chain.pem",
        "-days",
        "2",
        "-subj",
        "/CN=localhost");
  }

  @Test
  void aCertificateBecomesTheFileOfBothServersAndKeepsItsRightsWhenRenewed() throws Exception {
    Path file = directory.resolve("tls.p12");
    String script = CONFIG.resolve("tls/pkcs12.sh").toString();
    run(script, "chain.pem", "key.pem", file.toString());
    KeyStore first = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    assertThat(first.isKeyEntry("bankapi")).isTrue();
    assertThat(rights(file)).isEqualTo("[OWNER_READ, OWNER_WRITE]");

    run("chmod", "640", file.toString());
    run(script, "chain.pem", "key.pem", file.toString());
    assertThat(rights(file)).isEqualTo("[OWNER_READ, OWNER_WRITE, GROUP_READ]");
  }

  @Test
  void nginxHidesQueriesSaysWhoReallyCallsAndSpeaksNoOldTls() throws Exception {
    needs("nginx");
    needs("curl");
    List<String> forwarded = new ArrayList<>();
    HttpServer gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          forwarded.addAll(exchange.getRequestHeaders().get("X-Forwarded-For"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    gateway.start();
    int http = freePort();
    int https = freePort();
    Process nginx = nginx(gateway.getAddress().getPort(), http, https);
    try {
      assertThat(curl(http, "/a?b=c", "-H", "Host: evil.example"))
          .contains("https://bank.example.com/a?b=c");
      assertThat(tlsCall(https, "GET /api/x?user=a%40site.example HTTP/1.0\r\n"))
          .startsWith("HTTP/1.1 204");
      for (String closed :
          List.of(
              "/api/metrics",
              "/api/metrics/",
              "/metrics",
              "/api/metrics;x",
              "/api;x/metrics",
              "/api;x/admin/v1/sites",
              "/api/admin;x/v1/sites",
              "/a/..;/api/admin/v1/sites",
              "/console;x")) {
        assertThat(tlsCall(https, "GET " + closed + " HTTP/1.0\r\n"))
            .as(closed)
            .startsWith("HTTP/1.1 404");
      }
      for (String operators :
          List.of("/console", "/console/sites", "/api/admin/v1/sites", "/api/%61dmin//v1/sites")) {
        assertThat(tlsCall(https, "GET " + operators + " HTTP/1.0\r\n"))
            .as(operators)
            .startsWith("HTTP/1.1 403");
      }
      assertThat(forwarded).containsExactly("127.0.0.1");
      assertThat(tlsVersions(https)).containsExactly("-tls1_2", "-tls1_3");
      String log = Files.readString(directory.resolve("access.log"));
      assertThat(log).contains("\"GET /api/x HTTP/1.0\" 204").doesNotContain("site.example");

      gateway.stop(0);
      assertThat(tlsCall(https, "GET /api/x?user=a%40site.example HTTP/1.0\r\n"))
          .startsWith("HTTP/1.1 502");
      assertThat(everyLog()).doesNotContain("site.example");
    } finally {
      nginx.destroy();
      nginx.waitFor();
      gateway.stop(0);
    }
  }

  @Test
  void nginxRefusesOverPlainHttpWhatMayCarryASecret() throws Exception {
    needs("nginx");
    needs("curl");
    int http = freePort();
    Process nginx = nginx(freePort(), http, freePort());
    try {
      assertThat(curl(http, "/console/")).startsWith("HTTP/1.1 301");
      assertThat(curl(http, "/console/", "-I")).startsWith("HTTP/1.1 301");
      for (String login : List.of("token key:secret", "0")) {
        assertThat(curl(http, "/api/method/ping", "-H", "Authorization: " + login))
            .startsWith("HTTP/1.1 403")
            .doesNotContain("Location");
      }
      assertThat(curl(http, "/api/admin/v1/session", "-d", "password=secret"))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("Location");
      assertThat(
              curl(http, "/api/x", "-X", "GET", "-H", "Transfer-Encoding: chunked", "-d", "secret"))
          .startsWith("HTTP/1.1 403");
      assertThat(curl(http, "/api/x", "-X", "DELETE")).startsWith("HTTP/1.1 403");
      assertThat(curl(http, "/api/x", "-X", "GET", "-d", "password=secret"))
          .startsWith("HTTP/1.1 403");
    } finally {
      nginx.destroy();
      nginx.waitFor();
    }
  }

  private String everyLog() throws IOException {
    StringBuilder logs = new StringBuilder();
    for (String name : List.of("access.log", "error.log", "site-error.log", "nginx.txt")) {
      logs.append(Files.readString(directory.resolve(name)));
    }
    return logs.toString();
  }

  private Process nginx(int gateway, int http, int https) throws IOException {
    String site =
        Files.readString(CONFIG.resolve("nginx/bank-api.conf"))
            .replaceAll("(?m)^  # (location|  |})", "  $1")
            .replace("127.0.0.1:8080", "127.0.0.1:" + gateway)
            .replace("listen 80;", "listen 127.0.0.1:" + http + ";")
            .replace("listen 443 ", "listen 127.0.0.1:" + https + " ")
            .replace("/etc/bank-api/fullchain.pem", directory + "/chain.pem")
            .replace("/etc/bank-api/privkey.pem", directory + "/key.pem")
            .replace("/var/log/nginx/bank-api.log", directory + "/access.log")
            .replace("/var/log/nginx/bank-api-error.log", directory + "/site-error.log");
    Files.writeString(directory.resolve("site.conf"), site);
    String paths =
        Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            .map(name -> name + "_temp_path " + directory + "/" + name + ";")
            .reduce("", String::concat);
    Files.writeString(
        directory.resolve("nginx.conf"),
        "daemon off; master_process off; pid %1$s/pid; error_log %1$s/error.log; events {} http { %2$s include %1$s/site.conf; }"
            .formatted(directory, paths));
    return new ProcessBuilder(needs("nginx").toString(), "-c", directory + "/nginx.conf")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("nginx.txt").toFile())
        .start();
  }

  private static String curl(int port, String path, String... more) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                "curl",
                "-si",
                "--retry",
                "30",
                "--retry-connrefused",
                "--retry-delay",
                "1",
                "--max-time",
                "60",
                "http://127.0.0.1:" + port + path));
    line.addAll(List.of(more));
    return text(new ProcessBuilder(line).start());
  }

  private static String text(Process process) throws IOException {
    try (InputStream said = process.getInputStream()) {
      return new String(said.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The answer to this request, which claims to come from somewhere else. */
  private String tlsCall(int port, String request) throws Exception {
    try (SSLSocket socket = socket(port)) {
      String head = request + "X-Forwarded-For: 203.0.113.9\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }

  /** Asked with OpenSSL: the JDK itself no longer speaks the old ones. */
  private List<String> tlsVersions(int port) throws Exception {
    List<String> spoken = new ArrayList<>();
    for (String version : List.of("-tls1", "-tls1_1", "-tls1_2", "-tls1_3")) {
      Process client =
          new ProcessBuilder(
                  "openssl",
                  "s_client",
                  "-connect",
                  "127.0.0.1:" + port,
                  version,
                  "-cipher",
                  "DEFAULT@SECLEVEL=0")
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      String said = text(client);
      if (!said.contains("alert protocol version")) {
        assertThat(said.replace(" ", "")).contains("subject=CN=localhost");
        spoken.add(version);
      }
    }
    return spoken;
  }

  private SSLSocket socket(int port) throws Exception {
    Path file = directory.resolve("trust.p12");
    if (!Files.exists(file)) {
      run(
          "keytool",
          "-importcert",
          "-noprompt",
          "-alias",
          "test",
          "-file",
          "chain.pem",
          "-keystore",
          "trust.p12",
          "-storepass",
          PASSWORD);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String rights(Path file) throws IOException {
    return new java.util.TreeSet<>(Files.getPosixFilePermissions(file)).toString();
  }

  /** The program, also where only administrators have it on their path. */
  private static Path needs(String tool) {
    Optional<Path> program =
        Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
            .map(path -> Path.of(path, tool))
            .filter(Files::isExecutable)
            .findFirst();
    assumeThat(program).as(tool + " is not installed").isPresent();
    return program.orElseThrow();
  }

  private void run(String... line) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().put("BANKAPI_TLS_PASSWORD", PASSWORD);
    Path said = directory.resolve("said.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }
}

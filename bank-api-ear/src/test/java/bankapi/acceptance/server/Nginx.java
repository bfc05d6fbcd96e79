package bankapi.acceptance.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One process of nginx with the operators' {@code nginx/bank-api.conf}, of which nothing is edited
 * but the name, ports, and where certificate and logs are. It goes with the JVM that started it.
 */
public final class Nginx implements AutoCloseable {
  private final Path directory;
  private final int http = Ports.free();
  private final int https = Ports.free();
  private final Process process;

  /**
   * Starts it; does not wait until it listens.
   *
   * @param name of its directory
   * @param source the address it calls the gateway from
   * @param gateway the gateway's port
   * @param edits of its file, beside those that every machine needs
   */
  Nginx(
      String name, Certificate certificate, String source, int gateway, Map<String, String> edits) {
    directory = Distribution.work().resolve(name);
    Distribution.delete(directory);
    try {
      Files.createDirectories(directory);
      process = start(site(certificate, gateway, edits), source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop " + name));
  }

  /** Skips the test, and says so, where there is no nginx. */
  public static void assumeInstalled() {
    for (String tool : new String[] {"nginx", "openssl", "sh"}) {
      assumeTrue(tool(tool).isPresent(), tool + " is not installed");
    }
  }

  /** Servers are not always where a user's programs are. */
  private static Optional<Path> tool(String name) {
    return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
        .map(path -> Path.of(path, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Path site(Certificate certificate, int gateway, Map<String, String> edits) {
    Map<String, String> all = new HashMap<>(edits);
    all.put("server 127.0.0.1:8080;", "server 127.0.0.1:" + gateway + ";");
    all.put("listen 80;", "listen 127.0.0.1:" + http + ";");
    all.put("listen 443 ", "listen 127.0.0.1:" + https + " ");
    all.put("server_name bank.example.com;", "server_name localhost;");
    all.put("301 https://bank.example.com", "301 " + https());
    all.put("/etc/bank-api/fullchain.pem", certificate.file("chain.pem").toString());
    all.put("/etc/bank-api/privkey.pem", certificate.file("key.pem").toString());
    all.put("/var/log/nginx/bank-api.log", accessLog().toString());
    all.put("/var/log/nginx/bank-api-error.log", directory.resolve("error.log").toString());
    return Distribution.edited("nginx/bank-api.conf", all, directory);
  }

  /** What a distribution's own nginx.conf says, as far as it matters here. */
  private Process start(Path site, String source) throws IOException {
    String paths =
        Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            .map(name -> name + "_temp_path " + directory.resolve(name) + "; ")
            .collect(Collectors.joining());
    Path main = directory.resolve("nginx.conf");
    Files.writeString(
        main,
        "daemon off; master_process off; pid %s; events {} http { %s proxy_bind %s; include %s; }"
            .formatted(directory.resolve("pid"), paths, source, site));
    String program = tool("nginx").orElseThrow().toString();
    Path log = directory.resolve("start.log");
    return new ProcessBuilder(program, "-e", log.toString(), "-c", main.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("console.log").toFile())
        .start();
  }

  /** Where it speaks TLS. */
  public URI https() {
    return URI.create("https://localhost:" + https);
  }

  /** Where it speaks plain HTTP. */
  public URI http() {
    return URI.create("http://localhost:" + http);
  }

  public Path accessLog() {
    return directory.resolve("access.log");
  }

  boolean runs() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
  }
}

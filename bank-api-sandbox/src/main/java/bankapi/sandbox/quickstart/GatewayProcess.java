package bankapi.sandbox.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The gateway as a child process. It ends with this one however that ends: its standard input is a
 * pipe that only this process holds, and it was told to stop when that closes.
 */
final class GatewayProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final int LINES_SHOWN = 30;

  private final Process process;
  private final Path log;

  private GatewayProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static GatewayProcess start(Settings settings, URI sandbox) throws StartFailure {
    try {
      Path work = settings.workDirectory();
      Files.createDirectories(work);
      lock(work);
      deleteTree(work.resolve("data"));
      Path log = work.resolve("gateway.log");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // starts a third faster
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-jar",
                  settings.gatewayJar().toString(),
                  "--port",
                  Integer.toString(settings.gatewayPort()),
                  "--exit-on-stdin-close")
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      environment(builder.environment(), settings, sandbox);
      return new GatewayProcess(builder.start(), log);
    } catch (IOException e) {
      throw new StartFailure("The gateway cannot be started: " + e.getMessage());
    }
  }

  /** Keeps another quickstart from deleting the data of this one; freed when this process ends. */
  private static void lock(Path work) throws IOException, StartFailure {
    FileChannel channel =
        FileChannel.open(
            work.resolve("quickstart.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      throw new StartFailure(
          "Another quickstart runs in " + work + ". Choose another directory by --work-dir.");
    }
  }

  private static void environment(Map<String, String> to, Settings settings, URI sandbox) {
    // Settings of another gateway on this machine, its database above all, must not leak in here.
    to.keySet().removeIf(name -> name.toUpperCase(java.util.Locale.ROOT).startsWith("BANKAPI"));
    Path database = settings.workDirectory().resolve("data").resolve("bank-api");
    to.put("BANKAPI_PUBLIC_URL", settings.gatewayUrl());
    to.put(
        "BANKAPI_DATABASE_URL",
        "jdbc:h2:file:" + database + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000");
    to.put("BANKAPI_BRIDGE_BASE_URL", sandbox.toString());
    to.put("BANKAPI_BRIDGE_CLIENT_ID", settings.clientId());
    to.put("BANKAPI_BRIDGE_CLIENT_SECRET", settings.clientSecret());
    to.put("BANKAPI_BRIDGE_WEBHOOK_SECRETS", settings.webhookSecret());
    to.put("BANKAPI_SITE_ALLOW_LOOPBACK", "true");
    // Sites of the first generation name no address for webhooks: this is the demo site's.
    to.put("BANKAPI_SITE_DEFAULT_WEBHOOK_PATH", "/site/webhook");
    to.put("BANKAPI_BOOTSTRAP_API_KEY", settings.apiKey());
    to.put("BANKAPI_BOOTSTRAP_API_SECRET", settings.apiSecret());
    to.put("BANKAPI_BOOTSTRAP_EMAIL", "operator@example.org");
    to.put("BANKAPI_OPERATOR_NAME", Settings.OPERATOR);
    to.put("BANKAPI_OPERATOR_PASSWORD", settings.operatorPassword());
  }

  /** Waits until it says it is ready. */
  void awaitReady(Settings settings) throws StartFailure, InterruptedException {
    URI ready = URI.create("http://127.0.0.1:" + settings.gatewayPort() + "/api/health/ready");
    HttpClient http = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (process.waitFor(300, TimeUnit.MILLISECONDS)) {
        throw died();
      }
      if (answers(http, ready)) {
        return;
      }
    }
    throw new StartFailure(
        "The gateway was not ready within %d s. The end of %s:%n%s"
            .formatted(START_LIMIT.toSeconds(), log, lastLines()));
  }

  private static boolean answers(HttpClient http, URI ready) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until it ends by itself, which it should not. */
  StartFailure awaitDeath() throws InterruptedException {
    process.waitFor();
    return died();
  }

  private StartFailure died() {
    return new StartFailure(
        "The gateway ended with exit code %d. The end of %s:%n%s"
            .formatted(process.exitValue(), log, lastLines()));
  }

  private String lastLines() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(not readable: " + e.getMessage() + ")";
    }
  }

  /** Asks it to stop, and makes it stop if it has not after some seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

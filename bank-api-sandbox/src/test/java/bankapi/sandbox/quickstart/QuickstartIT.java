package bankapi.sandbox.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart as Maven starts it, in a process of its own on free ports. */
class QuickstartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern CURL =
      Pattern.compile("curl -H 'Authorization: ([^']+)' \\\\\\s+(http\\S+)");

  @TempDir Path directory;
  private Process process;

  @AfterEach
  void nothingIsLeft() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void runsUntilItIsToldToStopAndLeavesNoProcess() throws Exception {
    start("");
    Awaitility.await("it says that it is ready").atMost(PATIENCE).until(this::isReady);

    Properties written = new Properties();
    try (Reader reader = Files.newBufferedReader(properties(), UTF_8)) {
      written.load(reader);
    }
    assertThat(written.stringPropertyNames())
        .contains("base_url", "sandbox_url", "api_key", "api_secret", "site");
    assertThat(status(written.getProperty("sandbox_url") + "/site", "")).isEqualTo(200);
    Matcher curl = CURL.matcher(output());
    assertThat(curl.find()).as("a curl line in: %s", output()).isTrue();
    assertThat(status(curl.group(2), curl.group(1))).isEqualTo(200);
    new ReadmeTable(properties()).everyLineAnswers();

    List<ProcessHandle> all = process.descendants().toList();
    assertThat(all).as("the gateway has a process").isNotEmpty();
    process.destroy();
    Awaitility.await("all processes end")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void walksThroughTheFlowOnceInBothGenerations() throws Exception {
    start("--once");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
    assertThat(process.exitValue()).as(output()).isZero();
    assertThat(output()).endsWith("All steps went well.\n");
    assertThat(process.descendants()).isEmpty();
  }

  /** Fails at once, with the reason, when it ends instead. */
  private boolean isReady() throws IOException {
    assertThat(process.isAlive()).as(output()).isTrue();
    return output().contains("Ctrl-C ends everything.");
  }

  private void start(String mode) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AsMavenDoes.class.getName(),
                "--gateway-jar",
                System.getProperty("bankapi.jar", "../bank-api-micro/target/bank-api.jar"),
                "--gateway-port",
                "0",
                "--sandbox-port",
                "0",
                "--work-dir",
                directory.resolve("work").toString(),
                "--properties",
                properties().toString(),
                mode)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
  }

  private Path properties() {
    return directory.resolve("quickstart.properties");
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("output"), UTF_8);
  }

  private static int status(String url, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** exec-maven-plugin gives an argument that is empty as null. */
  static final class AsMavenDoes {
    private AsMavenDoes() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].isEmpty()) {
          arguments[i] = null;
        }
      }
      Quickstart.main(arguments);
    }
  }
}

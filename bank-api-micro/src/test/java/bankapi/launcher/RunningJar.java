package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** bank-api.jar as an operator runs it: a process of its own, started in a directory. */
final class RunningJar implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern ADDRESS =
      Pattern.compile("on this machine only \\((http://\\S+)\\)");
  private static final Pattern READY = Pattern.compile("Bank API is ready at (http://\\S+)");
  private static final Pattern STARTED =
      Pattern.compile("Bank API has started and is not ready: see (http://\\S+)");

  private final Process process;
  private final Path console;

  private RunningJar(Process process, Path console) {
    this.process = process;
    this.console = console;
  }

  static RunningJar start(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx512m");
    command.addAll(List.of(System.getProperty("bankapi.test.jvm").split(" ")));
    command.add("-jar");
    command.add(System.getProperty("bankapi.jar"));
    command.addAll(List.of(arguments));
    Path console = Files.createTempFile(directory, "console", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder.environment().putAll(environment);
    return new RunningJar(builder.start(), console);
  }

  /** Waits until it says where it will be. */
  URI awaitAddress() {
    return said(ADDRESS);
  }

  /** Waits until it says that it is ready; where it is. */
  URI awaitReady() {
    return said(READY);
  }

  /** Waits until it says that it has started and is not ready; where it says why. */
  URI awaitStarted() {
    return said(STARTED);
  }

  private URI said(Pattern words) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !process.isAlive() || words.matcher(console()).find());
    Matcher said = words.matcher(console());
    assertThat(said.find()).as(console()).isTrue();
    return URI.create(said.group(1));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has ended by itself; its exit code. */
  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(console()).isTrue();
    return process.exitValue();
  }

  /** SIGTERM; the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  void closeStandardInput() throws IOException {
    process.getOutputStream().close();
  }

  long pid() {
    return process.pid();
  }

  String console() {
    try {
      return Files.readString(console, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

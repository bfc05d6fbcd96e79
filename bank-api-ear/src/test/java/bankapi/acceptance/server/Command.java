package bankapi.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that is run to its end, as an operator would type it. */
final class Command {
  private static final int MINUTES = 10;

  private Command() {}

  /**
   * Fails the test unless the command ends well within ten minutes.
   *
   * @param environment set beside that of this JVM
   * @return what it said
   */
  static String run(List<String> line, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("command", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        // jboss-cli would otherwise wait for somebody who types
        process.getOutputStream().close();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        String said = Files.readString(output);
        if (!ended || process.exitValue() != 0) {
          throw new IllegalStateException(String.join(" ", line) + "\n" + said);
        }
        return said;
      } finally {
        process.destroyForcibly();
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

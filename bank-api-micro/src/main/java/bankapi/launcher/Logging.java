package bankapi.launcher;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A quiet console and a full log file: the server's own chatter is left out, warnings and the
 * application's words are shown. Whoever brings an own {@code java.util.logging.config.file} keeps
 * it.
 */
final class Logging {
  private static final String SETTING = "java.util.logging.config.file";

  /** How a record is written, on the console and into the file. */
  enum Format {
    TEXT(LogLine.class.getName(), FileLine.class.getName()),
    JSON(JsonLine.class.getName(), JsonLine.class.getName());

    private static final String KEY = "bankapi.log.format";

    private final String console;
    private final String file;

    Format(String console, String file) {
      this.console = console;
      this.file = file;
    }

    static Format of(Settings settings) throws StartFailure {
      String word = settings.get(KEY).orElse("text");
      return switch (word) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default -> throw StartFailure.because(KEY + " must be text or json, not " + word + ".");
      };
    }
  }

  private Logging() {}

  static void configure(Path work, Path logDirectory, Format format) throws StartFailure {
    if (System.getProperty(SETTING) != null) {
      return;
    }
    Path file = work.resolve("logging.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties(logDirectory, format).store(writer, null);
    } catch (IOException e) {
      throw StartFailure.because("The directory " + work + " cannot be written to.");
    }
    System.setProperty(SETTING, file.toString());
  }

  static Properties properties(Path logDirectory, Format format) {
    Properties log = new Properties();
    log.setProperty(
        "handlers",
        "java.util.logging.ConsoleHandler,java.util.logging.FileHandler,"
            + FirstFailure.class.getName());
    log.setProperty("java.util.logging.ConsoleHandler.level", "ALL");
    log.setProperty("java.util.logging.ConsoleHandler.formatter", format.console);
    log.setProperty("java.util.logging.ConsoleHandler.filter", ConsoleFilter.class.getName());
    log.setProperty("java.util.logging.FileHandler.level", "ALL");
    log.setProperty("java.util.logging.FileHandler.formatter", format.file);
    log.setProperty(
        "java.util.logging.FileHandler.pattern",
        logDirectory.toString().replace("%", "%%") + "/bank-api.%g.log");
    log.setProperty("java.util.logging.FileHandler.limit", "5000000");
    log.setProperty("java.util.logging.FileHandler.count", "5");
    log.setProperty("java.util.logging.FileHandler.append", "true");
    log.setProperty(".level", "WARNING");
    log.setProperty("bankapi.level", "INFO");
    // says that its directory is a temporary one, which it is
    log.setProperty("PayaraMicro.level", "SEVERE");
    // names every certificate of its own trust store that has expired
    log.setProperty("javax.enterprise.system.security.ssl.level", "SEVERE");
    return log;
  }
}

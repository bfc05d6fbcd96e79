package bankapi.launcher;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** One log record as one readable console line; its stack trace stands in the log file. */
public final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final int LONGEST = 500;

  @Override
  public String format(LogRecord entry) {
    String message = text(entry);
    if (entry.getThrown() != null) {
      message += " (" + Cause.of(entry.getThrown()) + ")";
    }
    message = message.replaceAll("\\s*\\R\\s*", " | ");
    if (message.length() > LONGEST) {
      message = message.substring(0, LONGEST) + " …";
    }
    return TIME.format(entry.getInstant()) + " " + level(entry) + " " + message + "\n";
  }

  private String text(LogRecord entry) {
    String message =
        String.valueOf(formatMessage(entry))
            .lines()
            .takeWhile(line -> !line.stripLeading().startsWith("at "))
            .collect(Collectors.joining("\n"))
            .strip();
    Object[] parameters = entry.getParameters();
    if (!message.contains(" ") && parameters != null) {
      // a message key of the server, whose text is not at hand: what happened stands beside it
      message += " " + Arrays.toString(parameters);
    }
    return message;
  }

  private static String level(LogRecord entry) {
    if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    return entry.getLevel().intValue() >= Level.WARNING.intValue() ? "WARN " : "INFO ";
  }
}

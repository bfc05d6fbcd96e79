package bankapi.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One log record in the log file: the time with its offset, the level, the logger, the thread in
 * brackets, whose name is that of the request it works for, and the message. More lines of the
 * message and the stack trace follow, indented, so that no text can pass for a record of its own.
 */
public final class FileLine extends Formatter {

  @Override
  public String format(LogRecord entry) {
    OffsetDateTime time = OffsetDateTime.ofInstant(entry.getInstant(), ZoneId.systemDefault());
    StringWriter text = new StringWriter();
    text.write(String.valueOf(formatMessage(entry)));
    if (entry.getThrown() != null) {
      text.write('\n');
      entry.getThrown().printStackTrace(new PrintWriter(text));
    }
    return String.join(
            " ",
            time.truncatedTo(ChronoUnit.MILLIS).toString(),
            entry.getLevel().getName(),
            String.valueOf(entry.getLoggerName()),
            "[" + Thread.currentThread().getName() + "]",
            text.toString().strip().replaceAll("\\R", "\n  "))
        + "\n";
  }
}

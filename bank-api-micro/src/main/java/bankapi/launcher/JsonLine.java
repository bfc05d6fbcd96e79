package bankapi.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One log record as one JSON object (RFC 8259) in one line, for machines that collect logs. {@code
 * timestamp} is ISO 8601 in UTC; {@code thread} names the request, whose id an error answer names;
 * {@code exception} is there where there was one, with its stack trace.
 */
public final class JsonLine extends Formatter {

  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder("{");
    member(line, "timestamp", entry.getInstant().toString());
    member(line, "level", entry.getLevel().getName());
    member(line, "logger", String.valueOf(entry.getLoggerName()));
    member(line, "thread", Thread.currentThread().getName());
    member(line, "message", String.valueOf(formatMessage(entry)));
    if (entry.getThrown() != null) {
      StringWriter trace = new StringWriter();
      entry.getThrown().printStackTrace(new PrintWriter(trace));
      member(line, "exception", trace.toString());
    }
    return line.append("}\n").toString();
  }

  private static void member(StringBuilder line, String name, String text) {
    if (line.length() > 1) {
      line.append(',');
    }
    line.append('"').append(name).append("\":\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        line.append('\\').append(character);
      } else if (character < ' ' || Character.isSurrogate(character) || character == '\u007f') {
        line.append(String.format("\\u%04x", (int) character));
      } else {
        line.append(character);
      }
    }
    line.append('"');
  }
}

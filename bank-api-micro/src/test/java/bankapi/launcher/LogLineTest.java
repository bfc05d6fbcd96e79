package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private final LogLine line = new LogLine();

  @Test
  void oneLineWithTheInnermostReasonAndNoTrace() {
    LogRecord entry = new LogRecord(Level.SEVERE, "It failed:\n  badly\n\tat some.Class(File:1)");
    entry.setThrown(new IllegalStateException("outer", new IOException("disk full")));
    assertThat(line.format(entry))
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ERROR It failed: \\| badly \\(disk full\\)\n");
  }

  @Test
  void aMessageKeyIsShownWithWhatItWouldSay() {
    LogRecord entry = new LogRecord(Level.WARNING, "poolmgr.failed");
    entry.setParameters(new Object[] {"pool", "refused"});
    assertThat(line.format(entry)).endsWith("WARN  poolmgr.failed [pool, refused]\n");
  }

  @Test
  void aDriverSaysMoreThanTheSocketBelowIt() {
    Throwable socket = new IOException("Connection refused");
    assertThat(
            Cause.of(new RuntimeException(new SQLException("Connection to db:1 refused", socket))))
        .isEqualTo("Connection to db:1 refused");
    assertThat(Cause.of(new RuntimeException(socket))).isEqualTo("Connection refused");
  }

  @Test
  void theConsoleShowsWarningsOfAllAndTheApplicationsWords() {
    ConsoleFilter.started();
    ConsoleFilter filter = new ConsoleFilter();
    assertThat(filter.isLoggable(entry("bankapi.site.control.Sites", Level.INFO))).isTrue();
    assertThat(filter.isLoggable(entry("org.server", Level.INFO))).isFalse();
    assertThat(filter.isLoggable(entry("org.server", Level.WARNING))).isTrue();
  }

  @Test
  void aWarningThatRepeatsIsShownOnceAMinute() {
    ConsoleFilter.started();
    ConsoleFilter filter = new ConsoleFilter();
    LogRecord first = entry("org.server", Level.WARNING);
    LogRecord again = entry("org.server", Level.WARNING);
    LogRecord later = entry("org.server", Level.WARNING);
    again.setInstant(first.getInstant().plusSeconds(59));
    later.setInstant(first.getInstant().plusSeconds(61));
    assertThat(filter.isLoggable(first)).isTrue();
    assertThat(filter.isLoggable(again)).isFalse();
    assertThat(filter.isLoggable(later)).isTrue();
  }

  private static LogRecord entry(String logger, Level level) {
    LogRecord entry = new LogRecord(level, "text");
    entry.setLoggerName(logger);
    return entry;
  }
}

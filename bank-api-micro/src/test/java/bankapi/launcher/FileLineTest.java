package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class FileLineTest {
  private final FileLine format = new FileLine();

  private static LogRecord entry(String message) {
    LogRecord entry = new LogRecord(Level.WARNING, message);
    entry.setLoggerName("bankapi.some");
    return entry;
  }

  @Test
  void saysWhenWhereAndForWhichRequest() {
    LogRecord entry = entry("Bridge was asked {0} times");
    entry.setParameters(new Object[] {3});
    assertThat(format.format(entry))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d) WARNING bankapi\\.some \\[[^]]+] "
                + "Bridge was asked 3 times\n")
        .contains("[" + Thread.currentThread().getName() + "]");
  }

  @Test
  void aMessageOfSeveralLinesIsOneRecord() {
    assertThat(format.format(entry("one\r\n2026-01-01 INFO forged")).lines())
        .hasSize(2)
        .last()
        .isEqualTo("  2026-01-01 INFO forged");
  }

  @Test
  void theStackTraceFollows() {
    LogRecord entry = entry("It broke");
    entry.setThrown(new IllegalStateException("why"));
    assertThat(format.format(entry).lines())
        .contains("  java.lang.IllegalStateException: why")
        .anySatisfy(line -> assertThat(line).contains("at bankapi.launcher.FileLineTest"));
  }
}

package bankapi.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Lets through what an operator should read: warnings of everybody, and what Bank API itself says.
 * A warning that repeats, as when the database is away, is shown once a minute; the log file has
 * all.
 */
public final class ConsoleFilter implements Filter {
  private static final Duration SILENCE = Duration.ofMinutes(1);
  private static final int REMEMBERED = 200;

  /**
   * One for the process: the logging system makes the filter, the launcher knows when it started.
   */
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private final Map<String, Instant> shown =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Before this, one failure makes the server complain in many lines; the launcher says it in one.
   */
  static void started() {
    STARTED.set(true);
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    String logger = entry.getLoggerName();
    boolean ours = logger != null && logger.startsWith("bankapi");
    if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      return (ours || STARTED.get()) && isNews(entry);
    }
    return ours;
  }

  private boolean isNews(LogRecord entry) {
    String text = entry.getLoggerName() + entry.getMessage();
    if (entry.getThrown() != null) {
      text += Cause.of(entry.getThrown());
    }
    synchronized (shown) {
      Instant last = shown.get(text);
      boolean news = last == null || last.plus(SILENCE).isBefore(entry.getInstant());
      if (news) {
        shown.remove(text);
        shown.put(text, entry.getInstant());
      }
      return news;
    }
  }
}

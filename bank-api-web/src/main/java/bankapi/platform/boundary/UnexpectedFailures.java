package bankapi.platform.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Logs what nobody expected: one line each, and the stack trace of one kind at most once a minute,
 * so that a fault under load cannot fill the disk.
 */
@ApplicationScoped
public class UnexpectedFailures {

  private static final System.Logger LOGGER = System.getLogger(UnexpectedFailures.class.getName());
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int KINDS = 200;

  @Inject Clock clock;

  private final Map<String, Instant> traced = new HashMap<>();

  /** One line under the request's id. */
  public void log(String requestId, Throwable failure) {
    String line = "request " + requestId + " failed unexpectedly: " + failure.getClass().getName();
    if (isDue(kind(failure))) {
      LOGGER.log(Level.ERROR, line, failure);
    } else {
      LOGGER.log(Level.ERROR, line + " (stack trace logged within the last minute)");
    }
  }

  boolean isDue(String kind) {
    Instant now = clock.instant();
    synchronized (traced) {
      traced.values().removeIf(last -> !last.plus(QUIET).isAfter(now));
      if (traced.containsKey(kind) || traced.size() >= KINDS) {
        return false;
      }
      traced.put(kind, now);
      return true;
    }
  }

  /** Class and place of the innermost cause. */
  private static String kind(Throwable failure) {
    var chain = Causes.of(failure);
    Throwable root = chain.get(chain.size() - 1);
    StackTraceElement[] trace = root.getStackTrace();
    return root.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
  }
}

package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which failures are worth a stack trace in the log: one of a kind at most once a minute, so that a
 * fault under load cannot fill the disk.
 */
@ApplicationScoped
public class RareTraces {

  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int KINDS = 200;

  @Inject Clock clock;

  private final Map<String, Instant> traced = new HashMap<>();

  /** True once a minute for failures of this class and place. */
  public boolean isDue(Throwable failure) {
    return isDue(kind(failure));
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
    Throwable root = Causes.root(failure);
    StackTraceElement[] trace = root.getStackTrace();
    return root.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
  }
}

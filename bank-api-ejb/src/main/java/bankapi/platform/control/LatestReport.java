package bankapi.platform.control;

import bankapi.platform.control.HealthReport.Report;
import jakarta.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a probe was told last. One asks at a time and holds up nobody for long, for a database may
 * hang: meanwhile the others are told what is known, and DOWN, without a list, where that is old.
 */
final class LatestReport {

  private static final Duration FRESH = Duration.ofSeconds(1);

  /** For so long what was found is believed while somebody still asks. */
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  /** How long an answer waits for the one who asks, where nothing believable is known. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Report last;

  /** The last report if it is fresh, else what {@code ask} finds. */
  Report or(Supplier<Report> ask, Clock clock) {
    Report known = last;
    if (known != null && isWithin(FRESH, known, clock)) {
      return known;
    }
    boolean believed = known != null && isWithin(BELIEVED, known, clock);
    if (!mayAsk(believed ? Duration.ZERO : PATIENCE)) {
      return known != null && believed
          ? known
          : Report.of(false, Json.createArrayBuilder(), clock.instant());
    }
    try {
      Report meanwhile = last;
      if (meanwhile != null && isWithin(FRESH, meanwhile, clock)) {
        return meanwhile;
      }
      Report found = ask.get();
      last = found;
      return found;
    } finally {
      asking.unlock();
    }
  }

  private static boolean isWithin(Duration age, Report report, Clock clock) {
    return Duration.between(report.at(), clock.instant()).abs().compareTo(age) < 0;
  }

  private boolean mayAsk(Duration patience) {
    try {
      return asking.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package bankapi.platform.control;

import bankapi.platform.control.HealthReport.Report;
import jakarta.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a probe was told last. It is asked for in a thread of its own, by one at a time, for a
 * database may hang: nobody waits long for the answer, and once it hangs nobody waits at all.
 * Meanwhile everybody is told what is known, and DOWN, without a list, where that is old.
 */
final class LatestReport {

  private static final Duration FRESH = Duration.ofSeconds(1);

  /** For so long what was found is believed while it is asked for again. */
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  /** How long answers wait for what is being asked for, from when it began. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private volatile @Nullable Report last;
  private @Nullable Asking asking;

  /**
   * What is being asked for.
   *
   * @param since as the JVM counts nanoseconds
   */
  private record Asking(CompletableFuture<Report> report, long since) {

    Report await() throws InterruptedException, ExecutionException, TimeoutException {
      long left = PATIENCE.toNanos() - (System.nanoTime() - since);
      return report.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    }
  }

  /** The last report if it is fresh, else what {@code ask} finds. */
  Report or(Supplier<Report> ask, Clock clock, Executor threads) {
    Report known = last;
    if (known != null && isWithin(FRESH, known, clock)) {
      return known;
    }
    try {
      return asked(ask, threads).await();
    } catch (TimeoutException | RejectedExecutionException e) {
      return old(known, clock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return old(known, clock);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private synchronized Asking asked(Supplier<Report> ask, Executor threads) {
    Asking present = asking;
    if (present == null || present.report().isDone()) {
      present =
          new Asking(
              CompletableFuture.supplyAsync(
                  () -> {
                    Report found = ask.get();
                    last = found;
                    return found;
                  },
                  threads),
              System.nanoTime());
      asking = present;
    }
    return present;
  }

  private static Report old(@Nullable Report known, Clock clock) {
    return known != null && isWithin(BELIEVED, known, clock)
        ? known
        : Report.of(false, Json.createArrayBuilder(), clock.instant());
  }

  private static boolean isWithin(Duration age, Report report, Clock clock) {
    return Duration.between(report.at(), clock.instant()).abs().compareTo(age) < 0;
  }
}

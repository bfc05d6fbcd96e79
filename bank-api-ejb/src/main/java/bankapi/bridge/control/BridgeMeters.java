package bankapi.bridge.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts and times what is asked of Bridge. */
final class BridgeMeters {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(20),
    Duration.ofSeconds(60)
  };

  private static final Timer.Builder CALLS =
      Timer.builder("bankapi.bridge.calls")
          .description("Requests to Bridge, repeated ones each")
          .serviceLevelObjectives(BUCKETS);

  private static final Timer WAITS =
      Timer.builder("bankapi.bridge.waits")
          .description("How long requests waited for their turn in the budgets")
          .serviceLevelObjectives(BUCKETS)
          .register(Metrics.globalRegistry);

  /** Of all operations: those of {@link #CALLS} begin with their first, which is no increase. */
  private static final Counter LIMITED =
      Counter.builder("bankapi.bridge.limited")
          .description("Requests that Bridge refused with 429")
          .register(Metrics.globalRegistry);

  private BridgeMeters() {}

  /** So that what is counted from the start on is there from the start on. */
  static void begin() {}

  /** How a request to Bridge ended. */
  enum Outcome {
    /** 2xx. */
    OK,
    /** 4xx: Bridge would not do it. */
    REFUSED,
    /** 429: too many requests. */
    LIMITED,
    /** No answer, or none that can be understood. */
    TROUBLE,
    /** Not sent: the breaker is open. */
    SPARED;

    static Outcome of(BridgeReply reply) {
      if (reply.succeeded()) {
        return OK;
      }
      return reply.status() == 429 ? LIMITED : REFUSED;
    }
  }

  /**
   * @param operation verb and path without ids
   */
  static void called(String operation, Outcome outcome, long nanos) {
    CALLS
        .withRegistry(Metrics.globalRegistry)
        .withTags("operation", operation, "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .record(nanos, TimeUnit.NANOSECONDS);
    if (outcome == Outcome.LIMITED) {
      LIMITED.increment();
    }
  }

  /** Times the wait for a turn, also one that was in vain. */
  static void waiting(Runnable wait) {
    WAITS.record(wait);
  }
}

package bankapi.bridge.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts and times what is asked of Bridge. */
@ApplicationScoped
public class BridgeMeters implements MeterBinder {

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

  /** So that the first refusal is an increase, and not a number that was always there. */
  @Override
  public void bindTo(MeterRegistry registry) {
    limited();
  }

  /** Of all operations: {@link #CALLS} begin with the first of each. */
  private static Counter limited() {
    return Counter.builder("bankapi.bridge.limited")
        .description("Requests that Bridge refused with 429")
        .register(Metrics.globalRegistry);
  }

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
      limited().increment();
    }
  }

  /** Times the wait for a turn, also one that was in vain. */
  static void waiting(Runnable wait) {
    WAITS.record(wait);
  }
}

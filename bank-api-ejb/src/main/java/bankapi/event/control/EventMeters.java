package bankapi.event.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Counts Bridge's webhooks. */
@ApplicationScoped
public class EventMeters implements MeterBinder {

  private static final Counter.Builder RECEIVED =
      Counter.builder("bankapi.events.received").description("Webhooks that came from Bridge");
  private static final Counter.Builder WORKED =
      Counter.builder("bankapi.events.worked").description("Attempts to work off a webhook");

  /** What a webhook turned out to be. */
  public enum Received {
    /** Stored. */
    NEW,
    /** The very same came before. */
    REPEATED,
    /** Its signature is wrong. */
    FORGED,
    /** Too large to be one. */
    TOO_LARGE
  }

  /** So that the first of a kind is an increase, and not a number that was always there. */
  @Override
  public void bindTo(MeterRegistry registry) {
    for (Received what : Received.values()) {
      counter(what);
    }
  }

  public static void received(Received what) {
    counter(what).increment();
  }

  private static Counter counter(Received what) {
    return RECEIVED
        .withRegistry(Metrics.globalRegistry)
        .withTags("outcome", what.name().toLowerCase(Locale.ROOT));
  }

  /**
   * @param done false where they are tried again
   */
  static void worked(int events, boolean done) {
    WORKED
        .withRegistry(Metrics.globalRegistry)
        .withTags("outcome", done ? "done" : "retry")
        .increment(events);
  }
}

package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryAttempt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Counts and times what is sent to the sites. */
@ApplicationScoped
public class DeliveryMeters implements MeterBinder {

  private static final Timer.Builder ATTEMPTS =
      Timer.builder("bankapi.delivery.attempts")
          .description("Attempts to deliver a webhook")
          .serviceLevelObjectives(
              Duration.ofMillis(100),
              Duration.ofMillis(250),
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              Duration.ofMillis(2500),
              Duration.ofSeconds(5),
              Duration.ofSeconds(15));

  private static final Timer LATENCY =
      Timer.builder("bankapi.delivery.latency")
          .description("From the event to its arrival at the site")
          .serviceLevelObjectives(
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(10),
              Duration.ofHours(1),
              Duration.ofHours(12),
              Duration.ofHours(96))
          .register(Metrics.globalRegistry);

  /** So that the first of a kind is an increase, and not a number that was always there. */
  @Override
  public void bindTo(MeterRegistry registry) {
    for (DeliveryAttempt.Outcome outcome : DeliveryAttempt.Outcome.values()) {
      attempts(outcome);
    }
  }

  static void settled(
      ClaimedDelivery delivery, DeliveryOutcome outcome, SendResult result, Instant now) {
    attempts(outcome.kind()).record(result.took());
    if (outcome instanceof DeliveryOutcome.Delivered) {
      LATENCY.record(Duration.between(TimeOrderedId.madeAt(delivery.id()), now));
    }
  }

  private static Timer attempts(DeliveryAttempt.Outcome outcome) {
    return ATTEMPTS
        .withRegistry(Metrics.globalRegistry)
        .withTags("outcome", outcome.name().toLowerCase(Locale.ROOT));
  }
}

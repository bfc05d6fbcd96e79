package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryAttempt;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What may be seen of one attempt.
 *
 * @param outcome {@code delivered}, {@code retry} or {@code dead}
 * @param excerpt the beginning of the answer's body where it was not 2xx
 */
public record DeliveryAttemptView(
    Instant attemptedAt,
    long durationMs,
    String outcome,
    @Nullable Integer status,
    @Nullable String error,
    @Nullable String excerpt) {

  static DeliveryAttemptView of(DeliveryAttempt attempt) {
    return new DeliveryAttemptView(
        attempt.attemptedAt(),
        attempt.durationMs(),
        attempt.outcome().name().toLowerCase(Locale.ROOT),
        attempt.status(),
        attempt.error(),
        attempt.excerpt());
  }
}

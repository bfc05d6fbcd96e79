package bankapi.delivery.control;

import java.time.Instant;
import java.util.function.DoubleSupplier;

/** What follows an attempt, by {@link DeliverySchedule}. */
final class RetryPolicy {

  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 (inclusive) to 1 (exclusive)
   */
  RetryPolicy(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * @param attemptsBefore how many were made before the one that gave this result
   */
  DeliveryOutcome judge(SendResult result, int attemptsBefore, Instant now) {
    Integer status = result.status();
    if (status != null && result.delivered()) {
      return new DeliveryOutcome.Delivered(status);
    }
    String error = error(result);
    int made = attemptsBefore + 1;
    if (result.hopeless() || result.gone() || made >= DeliverySchedule.PAUSES.size()) {
      return new DeliveryOutcome.Dead(status, error);
    }
    return new DeliveryOutcome.Retry(next(made, result, now), status, error);
  }

  /**
   * {@code Retry-After} puts an attempt off, up to the longest pause of the schedule. It never
   * brings one forward: a receiver that always says "1" would use up all attempts in seconds.
   */
  private Instant next(int made, SendResult result, Instant now) {
    double factor =
        1 - DeliverySchedule.SPREAD + 2 * DeliverySchedule.SPREAD * random.getAsDouble();
    Instant own = now.plusMillis((long) (DeliverySchedule.PAUSES.get(made).toMillis() * factor));
    Instant latest = now.plus(DeliverySchedule.LONGEST);
    Instant asked = result.askedFor(now).map(at -> at.isAfter(latest) ? latest : at).orElse(own);
    return asked.isAfter(own) ? asked : own;
  }

  private static String error(SendResult result) {
    String error = result.error();
    return error != null ? error : "answered " + result.status();
  }
}

package bankapi.delivery.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

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
    return new DeliveryOutcome.Retry(next(made, result.retryAfter(), now), status, error);
  }

  /**
   * {@code Retry-After} puts an attempt off, up to the longest pause of the schedule. It never
   * brings one forward: a receiver that always says "1" would use up all attempts in seconds.
   */
  private Instant next(int made, @Nullable String retryAfter, Instant now) {
    double factor =
        1 - DeliverySchedule.SPREAD + 2 * DeliverySchedule.SPREAD * random.getAsDouble();
    Instant own = now.plusMillis((long) (DeliverySchedule.PAUSES.get(made).toMillis() * factor));
    Instant latest = now.plus(DeliverySchedule.LONGEST);
    Instant asked =
        askedFor(retryAfter, now).map(at -> at.isAfter(latest) ? latest : at).orElse(own);
    return asked.isAfter(own) ? asked : own;
  }

  /** RFC 9110 10.2.3: seconds, or an HTTP date; anything else is as if it were not there. */
  private static Optional<Instant> askedFor(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return Optional.empty();
    }
    String text = retryAfter.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(now.plusSeconds(Long.parseLong(text)));
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String error(SendResult result) {
    String error = result.error();
    return error != null ? error : "answered " + result.status();
  }
}

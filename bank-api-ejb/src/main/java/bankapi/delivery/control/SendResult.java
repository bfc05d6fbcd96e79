package bankapi.delivery.control;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one POST came to.
 *
 * @param at when it began
 * @param status the HTTP status; null when there was no answer
 * @param error why there was none or why none was asked for; null when there is a status
 * @param hopeless the address itself is not allowed: trying again cannot help
 * @param retryAfter the answer's {@code Retry-After} as it came
 * @param excerpt the beginning of the body of an answer that was not 2xx
 */
public record SendResult(
    Instant at,
    Duration took,
    @Nullable Integer status,
    @Nullable String error,
    boolean hopeless,
    @Nullable String retryAfter,
    @Nullable String excerpt) {

  static SendResult answered(
      Instant at,
      Duration took,
      int status,
      @Nullable String retryAfter,
      @Nullable String excerpt) {
    return new SendResult(at, took, status, null, false, retryAfter, excerpt);
  }

  static SendResult failed(Instant at, Duration took, String error) {
    return new SendResult(at, took, null, error, false, null, null);
  }

  static SendResult refused(Instant at, String error) {
    return new SendResult(at, Duration.ZERO, null, error, true, null, null);
  }
}

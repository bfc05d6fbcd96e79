package bankapi.delivery.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one POST came to.
 *
 * @param at when it began
 * @param status the HTTP status; null when there was no answer
 * @param error why there was none or why none was asked for; null when there is a status
 * @param fault whose fault it is that there is no status
 * @param retryAfter the answer's {@code Retry-After} as it came
 * @param excerpt the beginning of the body of an answer that was not 2xx
 */
public record SendResult(
    Instant at,
    Duration took,
    @Nullable Integer status,
    @Nullable String error,
    Fault fault,
    @Nullable String retryAfter,
    @Nullable String excerpt) {

  /** Why there was no answer. */
  public enum Fault {
    /** There was one. */
    NONE,
    /** The receiver gave none, or could not be reached. */
    RECEIVER,
    /** The address is not allowed: trying again cannot help. */
    ADDRESS,
    /** Ours: the receiver was not asked. */
    GATEWAY
  }

  static SendResult answered(
      Instant at,
      Duration took,
      int status,
      @Nullable String retryAfter,
      @Nullable String excerpt) {
    return new SendResult(at, took, status, null, Fault.NONE, retryAfter, excerpt);
  }

  static SendResult failed(Instant at, Duration took, String error) {
    return new SendResult(at, took, null, error, Fault.RECEIVER, null, null);
  }

  static SendResult unsent(Instant at, String error) {
    return new SendResult(at, Duration.ZERO, null, error, Fault.GATEWAY, null, null);
  }

  static SendResult refused(Instant at, String error) {
    return new SendResult(at, Duration.ZERO, null, error, Fault.ADDRESS, null, null);
  }

  /**
   * When the receiver wants to be asked again. RFC 9110 10.2.3: seconds, or an HTTP date; anything
   * else is as if it were not there.
   */
  public Optional<Instant> askedFor(Instant now) {
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

  /** Whether the receiver took it. */
  public boolean delivered() {
    return status != null && status >= 200 && status < 300;
  }

  /** The receiver wants no more (410). */
  boolean gone() {
    return status != null && status == 410;
  }

  /** The address itself is refused: trying again cannot help. */
  boolean hopeless() {
    return fault == Fault.ADDRESS;
  }
}

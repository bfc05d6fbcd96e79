package bankapi.admin.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.KnownYears;
import bankapi.platform.control.PageWish;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters. They arrive as text, because JAX-RS answers a malformed typed one with
 * "not found". Empty is as absent.
 */
public final class Parameters {

  private static final int USUAL = 50;
  private static final int LONGEST = 2000;

  private Parameters() {}

  public static @Nullable String text(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      throw GatewayException.invalid(name, "is too long or holds control characters");
    }
    return value;
  }

  public static @Nullable UUID uuid(String name, @Nullable String value) {
    String text = text(name, value);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw GatewayException.invalid(name, "is not a UUID");
    }
  }

  public static @Nullable Long number(String name, @Nullable String value) {
    String text = text(name, value);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw GatewayException.invalid(name, "is not a whole number");
    }
  }

  public static @Nullable Integer integer(String name, @Nullable String value) {
    Long number = number(name, value);
    try {
      return number == null ? null : Math.toIntExact(number);
    } catch (ArithmeticException e) {
      throw GatewayException.invalid(name, "is too large");
    }
  }

  public static @Nullable Boolean flag(String name, @Nullable String value) {
    String text = text(name, value);
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw GatewayException.invalid(name, "is neither true nor false");
    };
  }

  /** An ISO-8601 time with a zone, in a year from 1900 to 9999: {@code 2026-01-31T08:00:00Z}. */
  public static @Nullable Instant time(String name, @Nullable String value) {
    String text = text(name, value);
    try {
      // a plus sign in a query is a blank where a client did not encode it
      return text == null
          ? null
          : KnownYears.check(name, OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException e) {
      throw GatewayException.invalid(name, "is not a time like 2026-01-31T08:00:00Z");
    }
  }

  /** An ISO-8601 duration, for example {@code PT24H}. */
  public static @Nullable Duration duration(String name, @Nullable String value) {
    String text = text(name, value);
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw GatewayException.invalid(name, "is not a duration like PT24H");
    }
  }

  /** Which part of a list: 50 rows unless more or fewer are wanted. */
  public static PageWish page(@Nullable String limit, @Nullable String after) {
    Long rows = number("limit", limit);
    long wanted = rows == null ? USUAL : rows;
    int most = (int) Math.max(-1, Math.min(wanted, PageWish.MOST + 1L));
    return new PageWish(most, text("after", after));
  }
}

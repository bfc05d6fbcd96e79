package bankapi.frappe.boundary;

import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the current method call, wherever they came from (query, form, JSON body).
 *
 * <p>Absent, JSON {@code null} and the empty text are the same: not given. Numbers may come as JSON
 * numbers or as texts. A value of another kind fails with {@code INVALID_ARGUMENT} naming the
 * argument. Arguments nobody asks for are ignored.
 */
@RequestScoped
public class Arguments {

  private Map<String, JsonValue> values = Map.of();
  private String verb = "POST";

  /** Arguments of a call with this verb, for tests. */
  public static Arguments of(String verb, Map<String, JsonValue> values) {
    Arguments arguments = new Arguments();
    arguments.fill(verb, values);
    return arguments;
  }

  void fill(String originalVerb, Map<String, JsonValue> received) {
    verb = originalVerb;
    values = received;
  }

  /** The HTTP verb the client used: GET, POST, PUT or DELETE. */
  public String verb() {
    return verb;
  }

  /** The value as text, numbers as they were written. */
  public Optional<String> text(String name) {
    return given(name)
        .map(
            value -> {
              if (value instanceof JsonString text) {
                return sane(name, text.getString());
              }
              if (value instanceof JsonNumber) {
                return value.toString();
              }
              throw GatewayException.invalid(name, "must be a text");
            });
  }

  /**
   * @throws GatewayException {@code MISSING_ARGUMENT} when it is not given
   */
  public String required(String name) {
    return text(name).orElseThrow(() -> GatewayException.missing(name));
  }

  /** A whole number from 1, as Bridge's ids are. */
  public Optional<Long> id(String name) {
    return whole(name, 1, Long.MAX_VALUE);
  }

  /**
   * @throws GatewayException {@code MISSING_ARGUMENT} when it is not given
   */
  public long requiredId(String name) {
    return id(name).orElseThrow(() -> GatewayException.missing(name));
  }

  /** A whole number within the bounds, both included. */
  public Optional<Integer> number(String name, int min, int max) {
    return whole(name, min, max).map(Long::intValue);
  }

  /** True, 1, "true", "1", "yes" are true; false, 0, "false", "0", "no" and not given are false. */
  public boolean flag(String name) {
    Optional<JsonValue> given = given(name);
    if (given.isEmpty()) {
      return false;
    }
    String written =
        given.get() instanceof JsonString text ? text.getString() : given.get().toString();
    return switch (written.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw GatewayException.invalid(name, "must be true or false");
    };
  }

  /** Nothing a database would choke on, and nothing that could break a line of a log. */
  private static String sane(String name, String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw GatewayException.invalid(name, "must not hold control characters");
    }
    return text;
  }

  private Optional<Long> whole(String name, long min, long max) {
    Optional<JsonValue> given = given(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Long value = exact(given.get());
    if (value == null) {
      throw GatewayException.invalid(name, "must be a whole number");
    }
    if (value < min || value > max) {
      throw GatewayException.invalid(
          name, max == Long.MAX_VALUE ? "must be positive" : "must be from " + min + " to " + max);
    }
    return Optional.of(value);
  }

  private static @Nullable Long exact(JsonValue value) {
    try {
      if (value instanceof JsonNumber number) {
        return number.bigDecimalValue().longValueExact();
      }
      if (value instanceof JsonString text && text.getString().strip().length() <= 20) {
        return new BigDecimal(text.getString().strip()).longValueExact();
      }
      return null;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private Optional<JsonValue> given(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !isEmpty(value));
  }

  private static boolean isEmpty(JsonValue value) {
    return value.getValueType() == JsonValue.ValueType.NULL
        || (value instanceof JsonString text && text.getString().isEmpty());
  }
}

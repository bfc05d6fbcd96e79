package bankapi.admin.boundary;

import bankapi.platform.boundary.SnakeCase;
import bankapi.platform.control.GatewayException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a JSON object may be read as a record. JSON-B takes much for something else: {@code
 * "yes"} for false, 1.5 for 1, 2^32 for 0.
 */
final class JsonFit {

  private static final Set<ValueType> FLAG = EnumSet.of(ValueType.TRUE, ValueType.FALSE);

  private JsonFit() {}

  /**
   * @param body its names in snake_case
   * @throws GatewayException INVALID_ARGUMENT naming what the record does not have, or what is of
   *     another type
   */
  static void check(JsonObject body, Class<?> type) {
    Map<String, RecordComponent> known =
        Arrays.stream(type.getRecordComponents())
            .collect(Collectors.toMap(SnakeCase::nameOf, Function.identity()));
    body.forEach(
        (name, value) -> {
          RecordComponent component = known.get(name);
          if (component == null) {
            throw GatewayException.invalid(name, "is not known here");
          }
          check(name, component.getType(), value);
        });
  }

  private static void check(String name, Class<?> type, JsonValue value) {
    if (value.getValueType() == ValueType.NULL) {
      return;
    }
    if (type == Boolean.class || type == boolean.class) {
      must(name, FLAG.contains(value.getValueType()), "is neither true nor false");
    } else if (type == Integer.class || type == int.class) {
      must(name, whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE), "is not a whole number");
    } else if (type == Long.class || type == long.class) {
      must(name, whole(value, Long.MIN_VALUE, Long.MAX_VALUE), "is not a whole number");
    } else if (Collection.class.isAssignableFrom(type)) {
      must(name, value instanceof JsonArray, "is not a list");
      value.asJsonArray().forEach(element -> check(name, String.class, element));
    } else if (!type.isRecord()) {
      must(name, value.getValueType() == ValueType.STRING, "is not a text");
    }
  }

  private static boolean whole(JsonValue value, long least, long most) {
    if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
      return false;
    }
    try {
      long exact = number.longValueExact();
      return least <= exact && exact <= most;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private static void must(String name, boolean fits, String otherwise) {
    if (!fits) {
      throw GatewayException.invalid(name, otherwise);
    }
  }
}

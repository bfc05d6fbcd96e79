package bankapi.frappe.boundary;

import bankapi.platform.control.ForeignJson;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads a JSON body: an object gives the arguments, an array becomes the argument {@code data}.
 * Anything else, and what is nested too deeply ({@link ForeignJson}), is refused.
 */
final class JsonText {

  private JsonText() {}

  /**
   * @throws GatewayException {@code INVALID_ARGUMENT} if it is not JSON. Frappe answers 500 here;
   *     the fault is the caller's and we say so.
   */
  static Map<String, JsonValue> parse(byte[] body) {
    String text = text(body);
    if (text.isBlank()) {
      return Map.of();
    }
    try {
      JsonValue value = ForeignJson.read(text);
      if (value instanceof JsonObject object) {
        return object;
      }
      if (value.getValueType() == JsonValue.ValueType.ARRAY) {
        return Map.of("data", value);
      }
    } catch (JsonException e) {
      throw new GatewayException(Code.INVALID_ARGUMENT, "The body is not valid JSON", e);
    }
    throw new GatewayException(
        Code.INVALID_ARGUMENT, "Invalid request arguments: the body must be a JSON object");
  }

  /** The same for a body that nobody called JSON: if it is none, {@code otherwise}. */
  static Map<String, JsonValue> parseOr(byte[] body, Map<String, JsonValue> otherwise) {
    try {
      return parse(body);
    } catch (GatewayException e) {
      return otherwise;
    }
  }

  static boolean looksLikeIt(byte[] body) {
    String start = text(body).stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

package bankapi.frappe.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads a JSON body: an object gives the arguments, an array becomes the argument {@code data}.
 * Anything else, and what is nested deeper than {@value #DEEPEST} levels, is refused.
 */
final class JsonText {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int DEEPEST = 32;

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
      refuseDeep(text);
      JsonValue value = read(text);
      if (value instanceof JsonObject object) {
        return object;
      }
      if (value.getValueType() == JsonValue.ValueType.ARRAY) {
        return Map.of("data", value);
      }
    } catch (JsonException e) { // JsonParsingException is one
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

  /** Events come one by one, so that depth costs no stack; the reader below is recursive. */
  private static void refuseDeep(String text) {
    try (JsonParser events = JSON.createParser(new StringReader(text))) {
      int depth = 0;
      while (events.hasNext()) {
        switch (events.next()) {
          case START_ARRAY, START_OBJECT -> depth++;
          case END_ARRAY, END_OBJECT -> depth--;
          default -> {}
        }
        if (depth > DEEPEST) {
          throw new JsonException("too deep");
        }
      }
    }
  }

  private static JsonValue read(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

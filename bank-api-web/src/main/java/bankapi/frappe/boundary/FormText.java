package bankapi.frappe.boundary;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code a=1&b=2} in UTF-8, from a query or a form. Of a repeated name the first value
 * counts. What is not properly percent-encoded is taken as it is written.
 */
final class FormText {

  private static final JsonProvider JSON = JsonProvider.provider();

  private FormText() {}

  static Map<String, JsonValue> parse(@Nullable String text) {
    Map<String, JsonValue> values = new HashMap<>();
    if (text == null) {
      return values;
    }
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.putIfAbsent(name, JSON.createValue(value));
      }
    }
    return values;
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }
}

package bankapi.frappe.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code multipart/form-data} (RFC 7578) from a body that is already small and in memory.
 * Parts with a file name are ignored, as Frappe keeps files apart from arguments. Of a repeated
 * name the first value counts.
 *
 * <p>Written here because JAX-RS's own {@code EntityPart} needs a provider registered by its
 * implementation's class name on one server, and libraries bring temporary files for what is at
 * most 64 kB.
 */
final class MultipartForm {

  private static final JsonProvider JSON = JsonProvider.provider();

  private MultipartForm() {}

  /**
   * @throws GatewayException {@code INVALID_ARGUMENT} if the body is not made of such parts
   */
  static Map<String, JsonValue> parse(byte[] body, String boundary) {
    if (boundary.isEmpty() || boundary.length() > 70) {
      throw broken();
    }
    // one character per byte: positions stay those of the bytes, texts are decoded at the end
    String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    String delimiter = "\r\n--" + boundary;
    Map<String, JsonValue> values = new HashMap<>();
    int at = text.indexOf(delimiter);
    while (at >= 0) {
      int line = at + delimiter.length();
      if (text.startsWith("--", line)) {
        return values;
      }
      int start = text.indexOf("\r\n", line);
      int next = start < 0 ? -1 : text.indexOf(delimiter, start);
      if (next < 0 || !text.substring(line, start).isBlank()) {
        throw broken();
      }
      readPart(text.substring(start, next), values);
      at = next;
    }
    throw broken();
  }

  /** A part from the line end after its delimiter on: header lines, an empty line, the value. */
  private static void readPart(String part, Map<String, JsonValue> values) {
    int blank = part.indexOf("\r\n\r\n");
    if (blank < 0) {
      throw broken();
    }
    for (String header : part.substring(0, blank).split("\r\n")) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        Optional<String> name = HeaderParameters.find(header, "name");
        if (name.isPresent() && HeaderParameters.find(header, "filename").isEmpty()) {
          String value = utf8(part.substring(blank + 4));
          values.putIfAbsent(utf8(name.get()), JSON.createValue(value));
        }
      }
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static GatewayException broken() {
    return new GatewayException(Code.INVALID_ARGUMENT, "The body is not valid multipart/form-data");
  }
}

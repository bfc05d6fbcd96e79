package bankapi.console.boundary;

import bankapi.platform.control.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file of the console, as browsers get it.
 *
 * @param tag its {@code ETag}: another one as soon as a byte changes
 * @param type its {@code Content-Type}
 */
record ConsoleFile(byte[] bytes, String tag, String type) {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  /** Null where there is no such file, or none of a kind that pages are made of. */
  static @Nullable ConsoleFile read(String name, @Nullable InputStream content) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (content == null || type == null) {
      return null;
    }
    try (content) {
      byte[] bytes = content.readAllBytes();
      return new ConsoleFile(bytes, '"' + Hashes.sha256Hex(bytes) + '"', type);
    }
  }
}

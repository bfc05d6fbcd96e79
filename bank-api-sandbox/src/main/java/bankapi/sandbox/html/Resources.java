package bankapi.sandbox.html;

import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Serves files that lie beside a class. */
public final class Resources {

  private Resources() {}

  /** A style sheet. */
  public static Handler css(Class<?> near, String name) {
    byte[] content = read(near, name);
    return http -> {
      http.header("Cache-Control", "max-age=300");
      http.contentType("text/css; charset=utf-8").result(content);
    };
  }

  private static byte[] read(Class<?> near, String name) {
    try (InputStream in =
        Objects.requireNonNull(near.getResourceAsStream(name), "no resource " + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

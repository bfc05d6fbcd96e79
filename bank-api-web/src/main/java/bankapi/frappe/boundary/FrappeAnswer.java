package bankapi.frappe.boundary;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Answers of methods. A method may as well return the bare value (a {@code JsonValue}, a text, a
 * number, a record, a list of these, null): {@link FrappeEnvelope} wraps it the same way.
 */
public final class FrappeAnswer {

  /** Writes the value that stands behind {@code "message":}. */
  @FunctionalInterface
  public interface Body {
    /**
     * @param out UTF-8 JSON goes here; flush it to send what is there
     * @throws IOException or any other exception: the answer is then left without its end
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private FrappeAnswer() {}

  /** {@code {"message": result}}; {@code {}} for null. */
  public static Response message(@Nullable Object result) {
    return Response.ok(result).build();
  }

  /**
   * {@code {"message": …}} written while it is sent. The end is written only after {@code body}
   * returned: a client can never take a cut answer for a whole one. Whatever can fail early should
   * have happened before this is called.
   */
  public static Response stream(Body body) {
    return Response.ok(new StreamedMessage(body), MediaType.APPLICATION_JSON_TYPE).build();
  }

  static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}

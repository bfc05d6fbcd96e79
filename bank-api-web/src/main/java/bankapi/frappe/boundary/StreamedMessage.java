package bankapi.frappe.boundary;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

/** Writes {@code {"message":}, the body, and the end only if the body came through. */
record StreamedMessage(FrappeAnswer.Body body) implements StreamingOutput {

  private static final System.Logger LOGGER = System.getLogger(StreamedMessage.class.getName());

  @Override
  public void write(OutputStream out) throws IOException {
    out.write(FrappeAnswer.bytes("{\"message\":"));
    try {
      body.writeTo(out);
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "an answer broke off half way: {0}", e.getClass().getName());
      // what was written goes out, so that no server turns a half answer into a tidy error page
      out.flush();
      throw e;
    }
    out.write('}');
    out.flush();
  }
}

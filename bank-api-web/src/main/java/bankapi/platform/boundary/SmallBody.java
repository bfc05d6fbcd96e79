package bankapi.platform.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of at most 64 kB. A larger one is refused only after it was read away (up to 8 MB,
 * below the limit of 10 MB at which WildFly would cut the connection): a client that is still
 * sending would otherwise meet a closed connection instead of our answer.
 */
public final class SmallBody {

  /** In bytes. */
  public static final int LIMIT = 64 * 1024;

  private static final long READ_AWAY = 8L * 1024 * 1024;

  private SmallBody() {}

  /**
   * @throws GatewayException {@code TOO_LARGE}
   */
  public static byte[] read(@Nullable InputStream in, @Nullable String contentLength)
      throws IOException {
    if (in == null) {
      return new byte[0];
    }
    byte[] body = isTooLong(contentLength) ? new byte[LIMIT + 1] : in.readNBytes(LIMIT + 1);
    if (body.length <= LIMIT) {
      return body;
    }
    readAway(in);
    throw new GatewayException(
        Code.TOO_LARGE, "The request body is larger than " + LIMIT / 1024 + " kB");
  }

  private static boolean isTooLong(@Nullable String contentLength) {
    try {
      return contentLength != null && Long.parseLong(contentLength.strip()) > LIMIT;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void readAway(InputStream in) {
    byte[] nowhere = new byte[8192];
    long left = READ_AWAY;
    try {
      int read = in.read(nowhere);
      while (read >= 0 && left > 0) {
        left -= read;
        read = in.read(nowhere);
      }
    } catch (IOException e) {
      // the server has its own, smaller limit, or the client went away: nothing more to save
      return;
    }
  }
}

package bankapi.sandbox.fault;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** What no decent server does to a connection. */
public final class RawConnection {

  private RawConnection() {}

  /** Resets the connection: the client gets no answer at all. */
  public static void reset(Context http) {
    EndPoint endPoint = endPoint(http);
    try {
      if (endPoint.getTransport() instanceof SocketChannel channel) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
      }
    } catch (IOException e) {
      // It was closed already, which is what was wanted.
    }
    endPoint.close();
  }

  /** Announces the whole body, sends its first bytes and closes the connection. */
  public static void cut(Context http, byte[] body, int bytes) {
    http.res().setContentLength(body.length);
    try {
      ServletOutputStream out = http.res().getOutputStream();
      out.write(body, 0, Math.max(0, Math.min(bytes, body.length - 1)));
      http.res().flushBuffer();
    } catch (IOException e) {
      // The client left before we could.
    }
    endPoint(http).close();
  }

  /** Sends the body at this speed, in twenty strokes a second at most. */
  public static void dribble(Context http, byte[] body, int bytesPerSecond) {
    int stroke = Math.max(1, bytesPerSecond / 20);
    long pause = 1000L * stroke / bytesPerSecond;
    http.res().setContentLength(body.length);
    try {
      ServletOutputStream out = http.res().getOutputStream();
      for (int at = 0; at < body.length; at += stroke) {
        out.write(body, at, Math.min(stroke, body.length - at));
        out.flush();
        pause(pause);
      }
    } catch (IOException e) {
      // The client lost patience.
    }
  }

  /** Waits, unless the sandbox is closing. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static EndPoint endPoint(Context http) {
    return ServletContextRequest.getServletContextRequest(http.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }
}

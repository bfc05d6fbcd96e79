package bankapi.acceptance.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A site's receiver of webhooks that refuses everything, in words of its own, until it is mended.
 */
public final class ReceiverSystem implements AutoCloseable {
  private final HttpServer server;
  private volatile boolean mended;

  /**
   * @param status of every answer: 410 makes the gateway give up at once
   */
  public ReceiverSystem(int status, String words) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] body = words.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(mended ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /** From now on it takes everything. */
  public void mend() {
    mended = true;
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

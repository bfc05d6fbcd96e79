package bankapi.acceptance.system;

import bankapi.acceptance.system.RawHttp.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A proxy's connection to the gateway, which the requests of many clients share: what one of them
 * sends as a body must never be taken for a request.
 */
public final class SharedConnection {
  private static final String SMUGGLED =
      "GET /api/method/ping HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: smuggled\r\n\r\n";
  private static final String NEXT =
      "GET /api/method/ping HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: next\r\n"
          + "Connection: close\r\n\r\n";
  private static final int CHUNK = 16_000;

  private final URI base;

  public SharedConnection(URI base) {
    this.base = base;
  }

  /**
   * Sends a request whose body consists of requests, and the next client's request behind it.
   *
   * @param headers whole lines
   * @return what was answered, in this order, each as status and the id of the request it is for:
   *     {@code 413 first}; {@code -} where the answer names none
   */
  public List<String> answers(
      String verb, String path, List<String> headers, int size, boolean chunked) {
    StringBuilder head = new StringBuilder(verb + " " + path + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\nX-Request-Id: first\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    head.append(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + size);
    head.append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(ascii(head.toString()));
    byte[] body = ascii(SMUGGLED.repeat(size / SMUGGLED.length() + 1).substring(0, size));
    all.writeBytes(chunked ? inChunks(body) : body);
    all.writeBytes(ascii(NEXT));
    return RawHttp.pipelined(base, all.toByteArray()).stream()
        .map(SharedConnection::named)
        .toList();
  }

  private static String named(Reply reply) {
    return reply.status() + " " + reply.headers().getOrDefault("x-request-id", "-");
  }

  private static byte[] inChunks(byte[] body) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int start = 0; start < body.length; start += CHUNK) {
      int length = Math.min(CHUNK, body.length - start);
      chunks.writeBytes(ascii(Integer.toHexString(length) + "\r\n"));
      chunks.write(body, start, length);
      chunks.writeBytes(ascii("\r\n"));
    }
    chunks.writeBytes(ascii("0\r\n\r\n"));
    return chunks.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

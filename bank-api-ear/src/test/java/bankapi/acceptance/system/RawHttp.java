package bankapi.acceptance.system;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

/** HTTP/1.1 with every byte of the request as the caller wants it, which no HTTP library allows. */
final class RawHttp {
  private static final int PATIENCE_MS = 60_000;

  private RawHttp() {}

  /**
   * An answer, unchunked and unzipped.
   *
   * @param headers by name in lower case
   */
  record Reply(int status, Map<String, String> headers, String body) {}

  /**
   * @param target path and query, encoded
   * @param headers whole lines, without {@code Host}
   */
  static Reply exchange(URI base, String verb, String target, List<String> headers, String body) {
    StringBuilder head = new StringBuilder(verb + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(base.getAuthority()).append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    head.append("\r\n").append(body);
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return reply(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All answers on one connection to these bytes, until the server closes it. They are written
   * while answers are read, and to the end only if the server takes them.
   */
  static List<Reply> pipelined(URI base, byte[] bytes) {
    List<Reply> replies = new ArrayList<>();
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(socket, bytes));
      readAll(socket, replies);
      socket.close();
      writing.join();
      return replies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException closed) {
      // the server took no more
    }
  }

  private static void readAll(Socket socket, List<Reply> replies) throws IOException {
    try {
      while (true) {
        replies.add(reply(socket.getInputStream()));
      }
    } catch (EOFException | SocketException closed) {
      // the server has nothing more to say
    }
  }

  private static Reply reply(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))
            ? chunks(in)
            : exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
    if ("gzip".equals(headers.get("content-encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      all.write(exactly(in, size));
      line(in);
    }
    line(in);
    return all.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";")[0].strip(), 16);
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer was cut off");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the answer was cut off");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }
}

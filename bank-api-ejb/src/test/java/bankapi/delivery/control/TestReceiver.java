package bankapi.delivery.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/** A site that answers as a test wants it to, down to single bytes. */
final class TestReceiver implements AutoCloseable {

  /** What it does once it has read a request. */
  interface Answer {
    void give(Socket socket, OutputStream out) throws Exception;
  }

  record Received(String line, Map<String, String> headers, byte[] body) {}

  final List<Received> received = new CopyOnWriteArrayList<>();

  private final ServerSocket server;
  private final Answer answer;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  TestReceiver(Answer answer) throws IOException {
    this(ServerSocketFactory.getDefault(), answer);
  }

  TestReceiver(ServerSocketFactory factory, Answer answer) throws IOException {
    this.answer = answer;
    this.server = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::accept);
  }

  static Answer status(int status, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    String text = head.append("Content-Length: 2\r\n\r\nok").toString();
    return (socket, out) -> out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Bytes that come one by one and never end. */
  static Answer drip(String start) {
    return (socket, out) -> {
      out.write(start.getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('x');
        out.flush();
        Thread.sleep(100);
      }
    };
  }

  static Answer hang() {
    return (socket, out) -> Thread.sleep(3_600_000);
  }

  int port() {
    return server.getLocalPort();
  }

  /** As it is pinned to a site. */
  String host() {
    return "127.0.0.1:" + port();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      received.add(read(socket.getInputStream()));
      answer.give(socket, socket.getOutputStream());
    } catch (Exception e) {
      // The other side has gone, which is what some tests are about.
    } finally {
      open.remove(socket);
    }
  }

  private static Received read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return new Received(lines.get(0), headers, in.readNBytes(length));
  }

  private static String line(InputStream in) {
    try {
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("cut off");
        }
        line.append((char) b);
      }
      return line.toString().stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

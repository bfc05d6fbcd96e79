package bankapi.bridge.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A Bridge that answers what a test tells it, for what no real one does on demand. */
public final class StubBridge implements AutoCloseable {

  /** What was asked. */
  public record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body,
      long nanos) {

    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** How it answers; may block. */
  public interface Answer {
    void write(Asked asked, HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public StubBridge() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    on("POST /v3/aggregation/authorization/token", json(201, token("t")));
  }

  public static String token(String value) {
    return "{\"access_token\":\"" + value + "\",\"expires_at\":\"2099-01-01T00:00:00.000Z\"}";
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public StubBridge on(String methodAndPath, Answer answer) {
    answers.put(methodAndPath, answer);
    return this;
  }

  /** One answer after the other; the last one stays. */
  public StubBridge on(String methodAndPath, Answer... inTurn) {
    AtomicInteger next = new AtomicInteger();
    return on(
        methodAndPath,
        (a, e) -> inTurn[Math.min(next.getAndIncrement(), inTurn.length - 1)].write(a, e));
  }

  public List<Asked> asked(String methodAndPath) {
    return asked.stream().filter(a -> (a.method() + " " + a.path()).equals(methodAndPath)).toList();
  }

  public static Answer json(int status, String body, String... headers) {
    return raw(status, "application/json", body, headers);
  }

  public static Answer raw(int status, String type, String body, String... headers) {
    return (asked, exchange) -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      for (int i = 0; i + 1 < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    };
  }

  public static Answer error(int status, String code, String message) {
    return json(
        status, "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}");
  }

  public static String page(String rows, String next) {
    String uri = next == null ? "null" : "\"" + next + "\"";
    return "{\"resources\":[" + rows + "],\"pagination\":{\"next_uri\":" + uri + "}}";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), v.get(0)));
      URI uri = exchange.getRequestURI();
      Asked one =
          new Asked(
              exchange.getRequestMethod(),
              uri.getPath(),
              query(uri.getQuery()),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), UTF_8),
              System.nanoTime());
      asked.add(one);
      Answer answer =
          answers.getOrDefault(one.method() + " " + one.path(), error(404, "no", "not stubbed"));
      answer.write(one, exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> query(String query) {
    Map<String, String> map = new HashMap<>();
    if (query != null) {
      for (String pair : query.split("&")) {
        map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    return map;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

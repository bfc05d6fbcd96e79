package bankapi.acceptance.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before several nodes: each request goes to the next ready one, whoever asks; where
 * none is ready, to any. A node that takes no connection is passed over. Nothing is sent twice:
 * where a node dies with a request, its caller hears 502.
 */
final class Balancer implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "host", "transfer-encoding", "expect", "upgrade");
  private static final long LOOK_EVERY_MILLIS = 500;

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final List<Target> targets = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "balancer looks"));

  private static final class Target {
    private final URI base;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean ready;

    private Target(URI base) {
      this.base = base;
    }
  }

  Balancer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool(task -> daemon(task, "balancer")));
    server.createContext("/", this::pass);
    server.start();
    looks.scheduleWithFixedDelay(
        () -> targets.forEach(this::look), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void add(URI target) {
    targets.add(new Target(target));
  }

  /** Whether it gets requests. */
  boolean serves(URI target) {
    return targets.stream().anyMatch(t -> t.base.equals(target) && t.ready);
  }

  /** Whether it gets no requests any more, and has answered all that it got. */
  boolean isIdle(URI target) {
    return targets.stream()
        .noneMatch(t -> t.base.equals(target) && (t.ready || t.underWay.get() > 0));
  }

  @Override
  public void close() {
    looks.shutdownNow();
    server.stop(0);
  }

  private void look(Target target) {
    try {
      HttpRequest question =
          HttpRequest.newBuilder(target.base.resolve("/api/health/ready"))
              .timeout(Duration.ofSeconds(5))
              .build();
      target.ready = client.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      target.ready = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      for (int i = 0; i < 2 * targets.size(); i++) {
        Target target = targets.get(Math.floorMod(turn.getAndIncrement(), targets.size()));
        target.underWay.incrementAndGet();
        try {
          if (target.ready || targets.stream().noneMatch(t -> t.ready)) {
            answer(
                exchange,
                client.send(request(exchange, target.base, body), BodyHandlers.ofByteArray()));
            return;
          }
        } catch (ConnectException refused) {
          // the next one
        } catch (IOException lost) {
          break;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        } finally {
          target.underWay.decrementAndGet();
        }
      }
      exchange.sendResponseHeaders(502, -1);
    }
  }

  private static HttpRequest request(HttpExchange exchange, URI target, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .timeout(Duration.ofMinutes(1))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}

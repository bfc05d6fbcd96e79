package bankapi.acceptance.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An operator's collector of traces: OTLP over HTTP, as Protobuf. */
public final class TraceSystem implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /**
   * One span as it arrived.
   *
   * @param trace 32 hexadecimal digits
   * @param parent 16 of them; empty where it has none
   * @param attributes and those of its events, by their names; numbers as text
   * @param status the words of its status
   */
  public record Span(
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes,
      String status) {}

  public TraceSystem() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            arrived(Protobuf.of(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Span> spans() {
    return List.copyOf(spans);
  }

  private void arrived(Protobuf request) {
    for (Protobuf resource : request.messages(1)) {
      for (Protobuf scope : resource.messages(2)) {
        scope.messages(2).forEach(span -> spans.add(span(span)));
      }
    }
  }

  private static Span span(Protobuf span) {
    Map<String, String> attributes = attributes(span, 9);
    span.messages(11).forEach(event -> attributes.putAll(attributes(event, 3)));
    return new Span(
        HexFormat.of().formatHex(span.bytes(1)),
        HexFormat.of().formatHex(span.bytes(2)),
        HexFormat.of().formatHex(span.bytes(4)),
        span.text(5),
        attributes,
        span.message(15).text(2));
  }

  private static Map<String, String> attributes(Protobuf of, int field) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Protobuf attribute : of.messages(field)) {
      Protobuf value = attribute.message(2);
      attributes.put(
          attribute.text(1), value.has(1) ? value.text(1) : String.valueOf(value.number(3)));
    }
    return attributes;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package bankapi.acceptance.system;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
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
import java.util.stream.Stream;

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
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                .getResourceSpansList()
                .stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(span -> spans.add(span(span)));
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

  private static Span span(io.opentelemetry.proto.trace.v1.Span span) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Stream.concat(
            span.getAttributesList().stream(),
            span.getEventsList().stream().flatMap(event -> event.getAttributesList().stream()))
        .forEach(attribute -> attributes.put(attribute.getKey(), text(attribute.getValue())));
    return new Span(
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        span.getName(),
        attributes,
        span.getStatus().getMessage());
  }

  private static String text(AnyValue value) {
    return value.hasStringValue() ? value.getStringValue() : String.valueOf(value.getIntValue());
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

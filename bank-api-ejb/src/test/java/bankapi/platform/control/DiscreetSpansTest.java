package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscreetSpansTest {

  private final Kept kept = new Kept();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(new RequestSpans())
          .addSpanProcessor(SimpleSpanProcessor.create(new DiscreetSpans(kept)))
          .build();
  private final Tracer tracer = provider.get("test");

  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> more) {
      spans.addAll(more);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @Test
  void addressesLeaveWithoutTheirQuery() {
    tracer
        .spanBuilder("call")
        .startSpan()
        .setAttribute("http.target", "/api/method/m?user=alex@customer.example")
        .setAttribute("http.url", "http://127.0.0.1/api/connect/return?context=secret")
        .setAttribute("url.query", "user=alex@customer.example")
        .setAttribute("http.route", "/api/method/{name}")
        .setAttribute("http.status_code", 200)
        .end();
    assertThat(texts(only().getAttributes()))
        .containsOnly(
            entry("http.target", "/api/method/m"),
            entry("http.url", "http://127.0.0.1/api/connect/return"),
            entry("http.route", "/api/method/{name}"),
            entry("http.status_code", "200"));
  }

  @Test
  void exceptionsLeaveWithoutTheirWords() {
    Span span = tracer.spanBuilder("call").startSpan();
    span.recordException(new IllegalStateException("no user alex@customer.example"));
    span.setStatus(StatusCode.ERROR, "no user alex@customer.example").end();
    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(only().getStatus().getDescription()).isEmpty();
    EventData exception = only().getEvents().get(0);
    assertThat(exception.getName()).isEqualTo("exception");
    assertThat(texts(exception.getAttributes()))
        .containsOnly(entry("exception.type", "java.lang.IllegalStateException"));
  }

  @Test
  void whatWorksForARequestNamesIt() {
    try (CurrentRequest.Scope scope = CurrentRequest.begin("r1")) {
      tracer.spanBuilder("call").startSpan().end();
    }
    assertThat(texts(only().getAttributes())).containsOnly(entry("bankapi.request_id", "r1"));
  }

  @Test
  void whatWorksForNobodyNamesNone() {
    tracer.spanBuilder("timer").startSpan().end();
    assertThat(only().getAttributes().isEmpty()).isTrue();
  }

  private static Map<String, String> texts(Attributes attributes) {
    Map<String, String> texts = new HashMap<>();
    attributes.forEach((key, value) -> texts.put(key.getKey(), String.valueOf(value)));
    return texts;
  }

  private SpanData only() {
    assertThat(kept.spans).hasSize(1);
    return kept.spans.get(0);
  }
}

package bankapi.platform.control;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Spans leave without what a log must not say either: the queries of addresses, which hold e-mail
 * addresses and the secret of a returning browser, and the words of exceptions, which quote what
 * callers sent. What is left tells which route failed, how, and how long it took.
 */
final class DiscreetSpans implements SpanExporter {

  private static final Set<String> LEFT_OUT =
      Set.of("url.query", "exception.message", "exception.stacktrace");

  private final SpanExporter exporter;

  DiscreetSpans(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return exporter.export(spans.stream().<SpanData>map(Discreet::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private static Attributes discreet(Attributes attributes) {
    AttributesBuilder kept = attributes.toBuilder();
    attributes.forEach(
        (key, value) -> {
          if (LEFT_OUT.contains(key.getKey())) {
            kept.remove(key);
          } else if (value instanceof String text && text.indexOf('?') >= 0) {
            kept.put(AttributeKey.stringKey(key.getKey()), text.substring(0, text.indexOf('?')));
          }
        });
    return kept.build();
  }

  private static final class Discreet extends DelegatingSpanData {

    private Discreet(SpanData span) {
      super(span);
    }

    @Override
    public Attributes getAttributes() {
      return discreet(super.getAttributes());
    }

    @Override
    public List<EventData> getEvents() {
      return super.getEvents().stream()
          .map(
              event ->
                  EventData.create(
                      event.getEpochNanos(), event.getName(), discreet(event.getAttributes())))
          .toList();
    }

    @Override
    public StatusData getStatus() {
      return StatusData.create(super.getStatus().getStatusCode(), "");
    }
  }
}

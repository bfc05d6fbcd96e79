package bankapi.platform.control;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/**
 * What the server's OpenTelemetry does for this application beyond its settings: spans name their
 * request, and leave as {@link DiscreetSpans}. OpenTelemetry finds it in {@code META-INF/services};
 * a server without it never loads this class.
 */
public final class TraceCustomizer implements AutoConfigurationCustomizerProvider {

  @Override
  public void customize(AutoConfigurationCustomizer traces) {
    traces.addTracerProviderCustomizer(
        (builder, config) -> builder.addSpanProcessor(new RequestSpans()));
    traces.addSpanExporterCustomizer((exporter, config) -> new DiscreetSpans(exporter));
  }
}

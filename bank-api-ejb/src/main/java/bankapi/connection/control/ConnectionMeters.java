package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * Counts connection requests by what they are for and what becomes of them; at the moment of the
 * decision, so one that is rolled back and decided again counts twice.
 */
@ApplicationScoped
public class ConnectionMeters implements MeterBinder {

  private static final Counter.Builder CHANGES =
      Counter.builder("bankapi.connections")
          .description("Connection requests opened, succeeded, failed or expired");

  /** So that the first of a kind is an increase, and not a number that was always there. */
  @Override
  public void bindTo(MeterRegistry registry) {
    for (ConnectionRequest.Kind kind : ConnectionRequest.Kind.values()) {
      for (ConnectionRequest.State state : ConnectionRequest.State.values()) {
        counter(kind, state);
      }
    }
  }

  static void changed(ConnectionRequest request) {
    counter(request.kind(), request.state()).increment();
  }

  private static Counter counter(ConnectionRequest.Kind kind, ConnectionRequest.State state) {
    return CHANGES
        .withRegistry(Metrics.globalRegistry)
        .withTags(
            "kind",
            lower(kind),
            "outcome",
            state == ConnectionRequest.State.OPEN ? "opened" : lower(state));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;

/**
 * Counts connection requests by what they are for and what becomes of them; at the moment of the
 * decision, so one that is rolled back and decided again counts twice.
 */
final class ConnectionMeters {

  private static final Counter.Builder CHANGES =
      Counter.builder("bankapi.connections")
          .description("Connection requests opened, succeeded, failed or expired");

  private ConnectionMeters() {}

  static void changed(ConnectionRequest request) {
    String state =
        request.state() == ConnectionRequest.State.OPEN ? "opened" : lower(request.state());
    CHANGES
        .withRegistry(Metrics.globalRegistry)
        .withTags("kind", lower(request.kind()), "outcome", state)
        .increment();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

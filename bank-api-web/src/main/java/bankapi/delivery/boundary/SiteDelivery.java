package bankapi.delivery.boundary;

import bankapi.delivery.control.DeliveryAttemptView;
import bankapi.delivery.control.DeliveryView;
import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One webhook, as its site reads it.
 *
 * @param attemptLog the attempts, absent in lists
 */
public record SiteDelivery(
    UUID id,
    String event,
    String webhookUrl,
    String state,
    boolean held,
    int attempts,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant settledAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    @JsonbNillable(false) @Nullable List<DeliveryAttemptView> attemptLog) {

  static SiteDelivery of(DeliveryView delivery) {
    return of(delivery, null);
  }

  static SiteDelivery of(DeliveryView delivery, @Nullable List<DeliveryAttemptView> attempts) {
    return new SiteDelivery(
        delivery.id(),
        delivery.event(),
        delivery.targetUrl(),
        delivery.state(),
        delivery.held(),
        delivery.attempts(),
        delivery.createdAt(),
        delivery.nextAttemptAt(),
        delivery.settledAt(),
        delivery.lastStatus(),
        delivery.lastError(),
        attempts);
  }
}

package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be seen of a delivery; not its body.
 *
 * @param id the {@code webhook-id}
 * @param targetId the address it goes to
 * @param itemId Bridge's id of the item it is about; null: it is about none
 * @param held pending, and not sent because its target is suspended or gone
 * @param attempts made since it was created or replayed
 * @param nextAttemptAt null unless it is pending
 */
public record DeliveryView(
    UUID id,
    UUID siteId,
    String siteKey,
    UUID targetId,
    @Nullable Long itemId,
    String event,
    String targetUrl,
    String state,
    boolean held,
    int attempts,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant settledAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError) {

  static DeliveryView of(Delivery delivery, String siteKey, boolean targetIsHeld) {
    return new DeliveryView(
        delivery.id(),
        delivery.siteId(),
        siteKey,
        delivery.targetId(),
        delivery.itemId(),
        delivery.event(),
        delivery.targetUrl(),
        delivery.state().name().toLowerCase(Locale.ROOT),
        delivery.state() == Delivery.State.PENDING && targetIsHeld,
        delivery.attempts(),
        delivery.createdAt(),
        delivery.state() == Delivery.State.PENDING ? delivery.nextAttemptAt() : null,
        delivery.settledAt(),
        delivery.lastStatus(),
        delivery.lastError());
  }
}

package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this node may send until its lease ends.
 *
 * @param probe its target is spared, and this attempt alone finds out whether it still needs to be
 * @param attempts how many were made before this one
 * @param token proves the claim when it is settled
 */
public record ClaimedDelivery(
    UUID id,
    UUID siteId,
    UUID targetId,
    boolean probe,
    String event,
    String targetUrl,
    String payload,
    int attempts,
    UUID token,
    Instant leaseUntil) {

  static ClaimedDelivery of(Delivery delivery, boolean probe, UUID token, Instant leaseUntil) {
    return new ClaimedDelivery(
        delivery.id(),
        delivery.siteId(),
        delivery.targetId(),
        probe,
        delivery.event(),
        delivery.targetUrl(),
        delivery.payload(),
        delivery.attempts(),
        token,
        leaseUntil);
  }
}

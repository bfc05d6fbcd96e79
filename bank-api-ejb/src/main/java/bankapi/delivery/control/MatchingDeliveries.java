package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.control.Listing;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds in one way what is listed, what is counted, and what is done with many. */
final class MatchingDeliveries {

  /** Its address is suspended or gone. */
  private static final String HELD =
      "not exists (select t.id from WebhookTarget t where t.id = e.targetId"
          + " and t.state = bankapi.delivery.entity.WebhookTarget.State.ACTIVE)";

  private static final String PENDING = "e.state = bankapi.delivery.entity.Delivery.State.PENDING";

  private MatchingDeliveries() {}

  /**
   * What a list shows.
   *
   * @throws bankapi.platform.control.GatewayException INVALID_ARGUMENT
   */
  static Listing<Delivery> of(DeliveryFilter filter, Instant now) {
    Listing<Delivery> found = of(filter.listed());
    DeliveryFilter.Waiting waiting = filter.byWaiting();
    if (waiting != null) {
      found.only(PENDING);
    }
    if (waiting == DeliveryFilter.Waiting.DUE) {
      // counted in the same way for the overview: DeliveryQueue.counts
      found.only("not (" + HELD + ")").where("e.nextAttemptAt <= :now", "now", now);
    }
    return found;
  }

  /** In the order of their ids, which is that of their age. */
  static Listing<Delivery> of(DeliveryRun.Which which) {
    Listing<Delivery> found =
        new Listing<>(Delivery.class, "id")
            .where("e.siteId = :siteId", "siteId", which.siteId())
            .where("e.targetId = :targetId", "targetId", which.targetId())
            .where("e.itemId = :itemId", "itemId", which.itemId())
            .where("e.event = :event", "event", which.event())
            .where("e.state = :state", "state", which.fromState())
            .where("e.id > :from", "from", firstAt(which.createdFrom()))
            .where("e.id < :until", "until", firstAt(which.createdUntil()));
    return which.heldOnly() ? found.only(HELD) : found;
  }

  /** Ids grow with time: a time is a place in their order. */
  private static @Nullable UUID firstAt(@Nullable Instant at) {
    return at == null ? null : TimeOrderedId.firstAt(at);
  }
}

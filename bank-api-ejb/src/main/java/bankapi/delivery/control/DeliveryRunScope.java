package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.control.Listing;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which deliveries a run is about: what is counted and what it is done with are the same.
 *
 * @param after the id behind which it begins
 */
record DeliveryRunScope(DeliveryRun.Action action, DeliveryRun.Which which, UUID after) {

  /** All of it. */
  static DeliveryRunScope of(DeliveryRun.Action action, DeliveryFilter which, Instant now) {
    return new DeliveryRunScope(action, which.meant().until(now), TimeOrderedId.FIRST);
  }

  /** What is left of it. */
  static DeliveryRunScope of(DeliveryRun run) {
    return new DeliveryRunScope(run.action(), run.which(), run.reached());
  }

  Set<Delivery.State> states() {
    Delivery.State from = which.fromState();
    if (from != null) {
      return Set.of(from);
    }
    return switch (action) {
      case REPLAY -> Set.of(Delivery.State.DEAD, Delivery.State.DELIVERED);
      case CANCEL -> Set.of(Delivery.State.PENDING);
    };
  }

  /** What happens to each, with the states it may come from. */
  String update() {
    return switch (action) {
      case REPLAY -> Delivery.REPLAY;
      case CANCEL -> Delivery.CANCEL;
    };
  }

  /** Those that it may be done with now. */
  Listing<Delivery> listing(Instant now) {
    Listing<Delivery> found =
        MatchingDeliveries.of(which)
            .where("e.state in :states", "states", states())
            .where("e.id > :after", "after", after);
    return action == DeliveryRun.Action.CANCEL
        ? found.where("e.claimToken is null or e.leaseUntil <= :now", "now", now)
        : found;
  }
}

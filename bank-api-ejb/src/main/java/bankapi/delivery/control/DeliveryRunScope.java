package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.delivery.entity.WebhookTarget;
import jakarta.persistence.criteria.AbstractQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a run is about: what is counted and what it is done with are the same.
 *
 * @param fromState null: all states that the action is for
 * @param heldOnly only those whose address is not sent to
 * @param after the id behind which it begins
 * @param until created before this time
 */
record DeliveryRunScope(
    DeliveryRun.Action action,
    @Nullable UUID siteId,
    @Nullable String event,
    Delivery.@Nullable State fromState,
    boolean heldOnly,
    UUID after,
    Instant until) {

  /** All of it. */
  static DeliveryRunScope of(DeliveryRun.Action action, DeliveryFilter which, Instant now) {
    return new DeliveryRunScope(
        action,
        which.siteId(),
        which.event(),
        which.fromState(),
        which.heldOnly(),
        which.from() == null ? TimeOrderedId.FIRST : TimeOrderedId.firstAt(which.from()),
        which.until() == null ? now : which.until());
  }

  /** What is left of it. */
  static DeliveryRunScope of(DeliveryRun run) {
    return new DeliveryRunScope(
        run.action(),
        run.siteId(),
        run.event(),
        run.fromState(),
        run.heldOnly(),
        run.reached(),
        run.createdUntil());
  }

  Set<Delivery.State> states() {
    if (fromState != null) {
      return Set.of(fromState);
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

  Predicate[] of(CriteriaBuilder is, AbstractQuery<?> query, Root<Delivery> delivery, Instant now) {
    List<Predicate> all = new ArrayList<>();
    if (siteId != null) {
      all.add(is.equal(delivery.get("siteId"), siteId));
    }
    if (event != null) {
      all.add(is.equal(delivery.get("event"), event));
    }
    all.add(delivery.get("state").in(states()));
    all.add(is.greaterThan(delivery.<UUID>get("id"), after));
    all.add(is.lessThan(delivery.<UUID>get("id"), TimeOrderedId.firstAt(until)));
    if (action == DeliveryRun.Action.CANCEL) {
      all.add(
          is.or(
              is.isNull(delivery.get("claimToken")),
              is.lessThanOrEqualTo(delivery.<Instant>get("leaseUntil"), now)));
    }
    if (heldOnly) {
      all.add(held(is, query, delivery));
    }
    return all.toArray(Predicate[]::new);
  }

  /** Its address is suspended or gone. */
  static Predicate held(CriteriaBuilder is, AbstractQuery<?> query, Root<Delivery> delivery) {
    Subquery<UUID> active = query.subquery(UUID.class);
    Root<WebhookTarget> target = active.from(WebhookTarget.class);
    active
        .select(target.get("id"))
        .where(
            is.equal(target.get("id"), delivery.get("targetId")),
            is.equal(target.get("state"), WebhookTarget.State.ACTIVE));
    return is.not(is.exists(active));
  }
}

package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.platform.control.Choice;
import bankapi.platform.control.GatewayException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to look for; null: any.
 *
 * @param state {@code PENDING}, {@code DELIVERED}, {@code DEAD} or {@code CANCELLED}, in any case
 * @param waiting {@code DUE} or {@code HELD}, in any case: pending, and due at an address that is
 *     sent to, or for one that is suspended or gone
 * @param from created at this time or later
 * @param until created before this time
 * @param after the {@code next} of the page before
 * @param limit how many at most; reduced to 1 … 500
 */
public record DeliverySearch(
    @Nullable UUID siteId,
    @Nullable String state,
    @Nullable String waiting,
    @Nullable String event,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable String after,
    int limit) {

  /** Why a pending one is looked at: the two numbers of the overview. */
  enum Waiting {
    DUE,
    HELD
  }

  public DeliverySearch {
    limit = Math.max(1, Math.min(limit, 500));
  }

  Optional<UUID> bySite() {
    return Optional.ofNullable(siteId);
  }

  Optional<String> byEvent() {
    return Optional.ofNullable(event);
  }

  Optional<Delivery.State> byState() {
    return Optional.ofNullable(Choice.of("state", Delivery.State.class, state));
  }

  Optional<Waiting> byWaiting() {
    return Optional.ofNullable(Choice.of("waiting", Waiting.class, waiting));
  }

  /** Ids grow with time: a time is a place in their order. */
  Optional<UUID> notBefore() {
    return Optional.ofNullable(from).map(TimeOrderedId::firstAt);
  }

  Optional<UUID> end() {
    return Optional.ofNullable(until).map(TimeOrderedId::firstAt);
  }

  Optional<UUID> before() {
    try {
      return Optional.ofNullable(after).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw GatewayException.invalid("after", "is not what a page before has given");
    }
  }
}

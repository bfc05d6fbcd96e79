package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.platform.control.GatewayException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are meant.
 *
 * @param siteId null: of all sites
 * @param event null: all events
 * @param state to be sent again: {@code DEAD} or {@code DELIVERED}; null: both
 * @param waiting to be cancelled: {@code HELD}, those whose address is suspended or gone; null: all
 *     that are pending
 * @param from created at this time or later; null: from the first
 * @param until created before this time; null: until now
 */
public record DeliveryFilter(
    @Nullable UUID siteId,
    @Nullable String event,
    @Nullable String state,
    @Nullable String waiting,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** In milliseconds, as ids have them: databases keep no nanoseconds. */
  public DeliveryFilter {
    from = millis(from);
    until = millis(until);
  }

  private static @Nullable Instant millis(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
  }

  Delivery.@Nullable State fromState() {
    if (state == null) {
      return null;
    }
    return switch (state.toUpperCase(Locale.ROOT)) {
      case "DEAD" -> Delivery.State.DEAD;
      case "DELIVERED" -> Delivery.State.DELIVERED;
      default -> throw GatewayException.invalid("state", "must be 'dead' or 'delivered'");
    };
  }

  boolean heldOnly() {
    if (waiting == null) {
      return false;
    }
    if (!waiting.equalsIgnoreCase("HELD")) {
      throw GatewayException.invalid("waiting", "must be 'held'");
    }
    return true;
  }
}

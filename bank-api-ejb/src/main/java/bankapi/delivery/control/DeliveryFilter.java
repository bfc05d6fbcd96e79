package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.control.Choice;
import bankapi.platform.control.GatewayException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are meant, in lists and by what is done with many; null: any.
 *
 * @param targetId the address they go to
 * @param itemId Bridge's id of the item they are about
 * @param state {@code pending}, {@code delivered}, {@code dead} or {@code cancelled}, in any case;
 *     of those to be sent again only {@code dead} or {@code delivered}, of those to be cancelled
 *     none
 * @param waiting {@code due} or {@code held}, in any case: pending, and due at an address that is
 *     sent to, or for one that is suspended or gone; of those to be cancelled only {@code held}
 * @param from created at this time or later
 * @param until created before this time
 */
public record DeliveryFilter(
    @Nullable UUID siteId,
    @Nullable UUID targetId,
    @Nullable Long itemId,
    @Nullable String event,
    @Nullable String state,
    @Nullable String waiting,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** Why a pending one is looked at: the two numbers of the overview. */
  enum Waiting {
    DUE,
    HELD
  }

  /** In milliseconds, as ids have them: databases keep no nanoseconds. */
  public DeliveryFilter {
    from = millis(from);
    until = millis(until);
  }

  /** What a run is about. */
  static DeliveryFilter of(DeliveryRun.Which which) {
    Delivery.State state = which.fromState();
    return new DeliveryFilter(
        which.siteId(),
        which.targetId(),
        which.itemId(),
        which.event(),
        state == null ? null : state.name().toLowerCase(Locale.ROOT),
        which.heldOnly() ? "held" : null,
        which.createdFrom(),
        which.createdUntil());
  }

  private static @Nullable Instant millis(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** As a list reads it, which knows every state. */
  DeliveryRun.Which listed() {
    return which(Choice.of("state", Delivery.State.class, state), byWaiting() == Waiting.HELD);
  }

  /** As a run reads it. */
  DeliveryRun.Which meant() {
    return which(fromState(), heldOnly());
  }

  @Nullable Waiting byWaiting() {
    return Choice.of("waiting", Waiting.class, waiting);
  }

  private DeliveryRun.Which which(Delivery.@Nullable State stored, boolean held) {
    return new DeliveryRun.Which(siteId, targetId, itemId, event, stored, held, from, until);
  }

  private Delivery.@Nullable State fromState() {
    if (state == null) {
      return null;
    }
    return switch (state.toUpperCase(Locale.ROOT)) {
      case "DEAD" -> Delivery.State.DEAD;
      case "DELIVERED" -> Delivery.State.DELIVERED;
      default -> throw GatewayException.invalid("state", "must be 'dead' or 'delivered'");
    };
  }

  private boolean heldOnly() {
    if (waiting == null) {
      return false;
    }
    if (!waiting.equalsIgnoreCase("HELD")) {
      throw GatewayException.invalid("waiting", "must be 'held'");
    }
    return true;
  }
}

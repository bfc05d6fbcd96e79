package bankapi.event.control;

import bankapi.event.entity.EventRun;
import bankapi.event.entity.ReceivedEvent;
import bankapi.event.entity.ReceivedEvent.State;
import bankapi.platform.control.Choice;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of Bridge's webhooks, in lists and by what is done with many; null: any.
 *
 * @param itemId Bridge's id of the item they are about, whether it is known here or not
 * @param siteId the site whose users they are about. That is decided when they are worked off:
 *     those about users that nobody knows then, and about none, are of no site
 * @param state {@code waiting}, {@code done} or {@code failed}, in any case; of those to be worked
 *     off again {@code done}, or {@code failed}, which null means there
 * @param from received at this time or later
 * @param until received before this time
 */
public record EventFilter(
    @Nullable Long itemId,
    @Nullable UUID siteId,
    @Nullable String type,
    @Nullable String state,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** In microseconds: databases keep no nanoseconds. */
  public EventFilter {
    from = micros(from);
    until = micros(until);
  }

  /** What a run is about. */
  static EventFilter of(EventRun.Which which) {
    return new EventFilter(
        which.itemId(),
        which.siteId(),
        which.type(),
        which.fromState().name().toLowerCase(Locale.ROOT),
        which.receivedFrom(),
        which.receivedUntil());
  }

  private static @Nullable Instant micros(@Nullable Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * In the order in which they were received.
   *
   * @throws GatewayException INVALID_ARGUMENT
   */
  Listing<ReceivedEvent> listing() {
    return new Listing<>(ReceivedEvent.class, "receivedAt")
        .where("e.bridgeItemId = :itemId", "itemId", itemId)
        .where("e.siteId = :siteId", "siteId", siteId)
        .where("e.eventType = :type", "type", type)
        .where("e.state = :state", "state", Choice.of("state", State.class, state))
        .between(from, until);
  }

  /**
   * As a run reads it.
   *
   * @throws GatewayException INVALID_ARGUMENT without a beginning, and for those that wait
   */
  EventRun.Which meant() {
    if (from == null) {
      throw GatewayException.invalid("from", "must be given");
    }
    return new EventRun.Which(siteId, itemId, type, fromState(), from, until);
  }

  private State fromState() {
    return switch (state == null ? "FAILED" : state.toUpperCase(Locale.ROOT)) {
      case "FAILED" -> State.FAILED;
      case "DONE" -> State.DONE;
      default -> throw GatewayException.invalid("state", "must be 'failed' or 'done'");
    };
  }
}

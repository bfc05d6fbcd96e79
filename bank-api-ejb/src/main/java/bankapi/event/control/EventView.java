package bankapi.event.control;

import bankapi.event.entity.ReceivedEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of one of Bridge's webhooks, without its body.
 *
 * @param itemId Bridge's id of the item it is about, whether it is known here or not; null: of none
 * @param siteId the site of the Bridge user it names; null where it names none that is known here
 * @param siteKey the key of that site; null where there is none
 * @param state {@code waiting}, {@code done} or {@code failed}
 * @param nextAttemptAt null unless it is waiting
 */
public record EventView(
    UUID id,
    String type,
    @Nullable Long itemId,
    @Nullable UUID siteId,
    @Nullable String siteKey,
    String state,
    int attempts,
    Instant receivedAt,
    @Nullable Instant processedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable String lastError) {

  static EventView of(ReceivedEvent event, @Nullable String siteKey) {
    return new EventView(
        event.id(),
        event.eventType(),
        event.bridgeItemId(),
        event.siteId(),
        siteKey,
        event.state().name().toLowerCase(Locale.ROOT),
        event.attempts(),
        event.receivedAt(),
        event.processedAt(),
        event.nextAttemptAt(),
        event.lastError());
  }
}

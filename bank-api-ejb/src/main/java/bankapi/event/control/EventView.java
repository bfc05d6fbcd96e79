package bankapi.event.control;

import bankapi.event.entity.ReceivedEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of one of Bridge's webhooks, without its body.
 *
 * @param state {@code waiting}, {@code done} or {@code failed}
 * @param nextAttemptAt null unless it is waiting
 */
public record EventView(
    UUID id,
    String type,
    String state,
    int attempts,
    Instant receivedAt,
    @Nullable Instant processedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable String lastError) {

  static EventView of(ReceivedEvent event) {
    return new EventView(
        event.id(),
        event.eventType(),
        event.state().name().toLowerCase(Locale.ROOT),
        event.attempts(),
        event.receivedAt(),
        event.processedAt(),
        event.nextAttemptAt(),
        event.lastError());
  }
}

package bankapi.event.boundary;

import bankapi.event.control.EventFilter;
import bankapi.platform.control.KnownYears;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of Bridge's webhooks an operator wants worked off again. The time is required: an empty
 * wish must not mean everything ever heard.
 *
 * @param siteId the site whose users they are about; null: any
 * @param itemId Bridge's id of the item they are about; null: any
 * @param type null: any
 * @param state {@code failed} (null means it too) or {@code done}
 * @param from received at this time or later
 * @param until received before this time; null: until now
 */
public record RedoEvents(
    @Nullable UUID siteId,
    @Nullable Long itemId,
    @Nullable @Size(max = 100) String type,
    @Nullable @Size(max = 20) String state,
    @NotNull Instant from,
    @Nullable Instant until) {

  EventFilter filter() {
    return new EventFilter(
        itemId,
        siteId,
        type,
        state,
        KnownYears.check("from", from),
        until == null ? null : KnownYears.check("until", until));
  }
}

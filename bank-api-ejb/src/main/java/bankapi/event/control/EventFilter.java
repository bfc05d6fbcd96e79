package bankapi.event.control;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of Bridge's webhooks; null: any.
 *
 * @param itemId Bridge's id of the item they are about, whether it is known here or not
 * @param siteId the site whose users they are about. That is decided when they are worked off:
 *     those about users that nobody knows then, and about none, are of no site
 * @param state {@code waiting}, {@code done} or {@code failed}
 * @param from received at this time or later
 * @param until received before this time
 */
public record EventFilter(
    @Nullable Long itemId,
    @Nullable UUID siteId,
    @Nullable String type,
    @Nullable String state,
    @Nullable Instant from,
    @Nullable Instant until) {}

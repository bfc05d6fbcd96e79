package bankapi.connection.control;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which connection requests; null: any.
 *
 * @param siteKey what the site calls itself: several customers' may be called the same
 * @param user the site's own name of the user
 * @param bank a part of the name the site gave it, in any case
 * @param itemId the item asked for, the one it became, or the one the browser named
 * @param state {@code open}, {@code succeeded}, {@code failed} or {@code expired}
 * @param from the earliest it was opened
 * @param until it was opened before
 */
public record ConnectionFilter(
    @Nullable UUID siteId,
    @Nullable String siteKey,
    @Nullable String user,
    @Nullable String bank,
    @Nullable Long itemId,
    @Nullable String state,
    @Nullable Instant from,
    @Nullable Instant until) {}

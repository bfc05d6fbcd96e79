package bankapi.item.control;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which items; null: any.
 *
 * @param siteKey what the site calls itself: several customers' may be called the same
 * @param user the site's own name of the user
 * @param bank a part of the name the site gave it, in any case
 * @param providerId Bridge's id of the bank
 * @param status Bridge's status
 * @param deleted whether it is gone
 * @param consentEndsFrom only those whose consent ends, then or later
 * @param consentEndsBefore only those whose consent ends, and before this
 */
public record ItemFilter(
    @Nullable Long itemId,
    @Nullable UUID siteId,
    @Nullable String siteKey,
    @Nullable String user,
    @Nullable String bank,
    @Nullable Long providerId,
    @Nullable Integer status,
    @Nullable Boolean deleted,
    @Nullable Instant consentEndsFrom,
    @Nullable Instant consentEndsBefore) {}

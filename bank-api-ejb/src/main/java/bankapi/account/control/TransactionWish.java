package bankapi.account.control;

import org.jspecify.annotations.Nullable;

/**
 * Which transactions a site asks for, as it wrote it.
 *
 * @param since changed since then; see {@link bankapi.site.control.SiteTime}
 * @param until changed before then
 * @param lang of the category names
 * @param limit one page of at most so many rows instead of all
 * @param after begins behind this cursor
 */
public record TransactionWish(
    @Nullable String site,
    @Nullable String user,
    @Nullable Long itemId,
    @Nullable Long accountId,
    @Nullable String since,
    @Nullable String until,
    @Nullable String lang,
    @Nullable Integer limit,
    @Nullable String after) {}

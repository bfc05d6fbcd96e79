package bankapi.bridge.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of a Bridge user are read.
 *
 * @param since changed at Bridge after this instant
 * @param until changed at Bridge before this instant
 * @param accountId of one account only
 * @param limit rows a page, 1 to 500; 0 for {@code bankapi.bridge.page-size}
 * @param after cursor to start behind, as Bridge gave it
 */
public record TransactionQuery(
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Long accountId,
    int limit,
    @Nullable String after) {}

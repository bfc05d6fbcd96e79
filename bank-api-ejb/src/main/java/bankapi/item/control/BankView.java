package bankapi.item.control;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a bank is, by the items that are connected to it.
 *
 * @param providerId Bridge's id of the bank
 * @param name the name that sites give it most; null where none has named it
 * @param itemsByStatus items that exist, by Bridge's status
 * @param meaningByStatus who has to do something, for the same status codes: words as in {@link
 *     ItemView#meaning()}
 * @param sites how many sites have one
 * @param downSince since when nobody's items get through; null while it is not down
 */
public record BankView(
    long providerId,
    @Nullable String name,
    Map<Integer, Long> itemsByStatus,
    Map<Integer, String> meaningByStatus,
    long sites,
    @Nullable Instant downSince) {}

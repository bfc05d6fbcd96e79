package bankapi.item.boundary;

import bankapi.item.control.ItemDetails;
import bankapi.item.control.ItemView;
import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The "Bridge Item" document: without nulls, as Frappe's documents are.
 *
 * @param wayOut the method whose link mends the item, absent where none does, or not now
 * @param stale Bridge did not answer: what was known before
 */
@JsonbNillable(false)
public record ItemDocument(
    String doctype,
    String name,
    long itemId,
    @Nullable String bank,
    String site,
    String user,
    int status,
    @Nullable String statusCodeInfo,
    @Nullable String statusCodeDescription,
    boolean needsAction,
    @Nullable String wayOut,
    @Nullable Long providerId,
    @Nullable String accountTypes,
    @Nullable Instant authenticationExpiresAt,
    @Nullable Instant lastSuccessfulRefresh,
    @Nullable Instant lastTryRefresh,
    boolean stale) {

  static ItemDocument of(ItemDetails details) {
    ItemView item = details.item();
    return new ItemDocument(
        "Bridge Item",
        String.valueOf(item.itemId()),
        item.itemId(),
        item.bank(),
        item.siteKey(),
        item.user(),
        item.status(),
        item.statusInfo(),
        details.statusDescription(),
        details.needsAction(),
        details.wayOut() == null ? null : ItemMethods.LINK_PREFIX + details.wayOut(),
        item.providerId(),
        item.accountTypes(),
        item.authenticationExpiresAt(),
        item.lastSuccessfulRefresh(),
        item.lastTryRefresh(),
        details.stale());
  }
}

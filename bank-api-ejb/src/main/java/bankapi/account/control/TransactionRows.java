package bankapi.account.control;

import bankapi.bank.control.CategoryTree;
import bankapi.bridge.control.BridgeCaller;
import bankapi.platform.control.GatewayException;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds to Bridge's transactions what Bridge leaves out: the name of the category and the item. What
 * cannot be told is null; a row is dropped only where another item's rows were asked for.
 */
final class TransactionRows {

  private final BridgeCaller who;
  private final AccountOwners owners;
  private final @Nullable CategoryTree categories;
  private final @Nullable Long onlyItem;
  private @Nullable Map<Long, Long> items;
  private boolean refetched;

  TransactionRows(
      BridgeCaller who,
      AccountOwners owners,
      @Nullable CategoryTree categories,
      @Nullable Long onlyItem) {
    this.who = who;
    this.owners = owners;
    this.categories = categories;
    this.onlyItem = onlyItem;
  }

  /**
   * Asks for the user's accounts now, where the answer can still fail properly; else they are asked
   * for at the first row.
   */
  void prepare() {
    items = owners.items(who);
  }

  Optional<JsonObject> row(JsonObject transaction) {
    Long item =
        transaction.get("account_id") instanceof JsonNumber id ? item(id.longValue()) : null;
    if (onlyItem != null && !onlyItem.equals(item)) {
      return Optional.empty();
    }
    return Optional.of(
        Json.createObjectBuilder(transaction)
            .add("category", category(transaction))
            .add("item_id", item == null ? JsonValue.NULL : Json.createValue(item))
            .build());
  }

  private JsonValue category(JsonObject transaction) {
    if (categories == null || !(transaction.get("category_id") instanceof JsonNumber id)) {
      return JsonValue.NULL;
    }
    return categories.name(id.longValue()).<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
  }

  private @Nullable Long item(long accountId) {
    Map<Long, Long> known = items == null ? owners.items(who.patiently()) : items;
    if (!known.containsKey(accountId) && !refetched) {
      refetched = true;
      known = refetched(known);
    }
    items = known;
    return known.get(accountId);
  }

  /** Once an answer: an account that Bridge no longer lists stays unknown. */
  private Map<Long, Long> refetched(Map<Long, Long> known) {
    try {
      return owners.refetched(who.patiently());
    } catch (GatewayException e) {
      if (onlyItem != null) {
        throw e; // else rows that were asked for would be missing
      }
      return known;
    }
  }
}

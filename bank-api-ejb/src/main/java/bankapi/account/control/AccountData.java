package bankapi.account.control;

import bankapi.account.control.DataPages.Opened;
import bankapi.account.control.DataPages.Part;
import bankapi.bank.control.CategoryTree;
import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.BridgePages;
import bankapi.bridge.control.TransactionQuery;
import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.item.control.LostUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens what one Bridge user adds to an answer; lives on while the answer is written. */
@ApplicationScoped
public class AccountData {

  @Inject BridgeGateway bridge;
  @Inject AccountOwners owners;
  @Inject LostUsers lost;

  /** The accounts of an item, untouched, and no others, should Bridge not heed the filter. */
  Part accounts(BridgeCaller who, long itemId) {
    return begun ->
        known(
            who,
            () ->
                new Opened(
                    bridge.accounts(begun ? who.patiently() : who, itemId),
                    account ->
                        Optional.of(account)
                            .filter(
                                a ->
                                    !(a.get("item_id") instanceof JsonNumber item)
                                        || item.longValue() == itemId)
                            .map(a -> seen(who, a))));
  }

  /**
   * The user's transactions, with category and item.
   *
   * @param categories null where there are none
   * @param onlyItem drops the rows of all other items: Bridge knows no such filter
   */
  Part transactions(
      BridgeCaller who,
      TransactionQuery query,
      @Nullable CategoryTree categories,
      @Nullable Long onlyItem) {
    return begun -> {
      BridgeCaller asking = begun ? who.patiently() : who;
      return known(
          who,
          () -> {
            TransactionRows rows = new TransactionRows(asking, owners, categories, onlyItem);
            BridgePages pages = bridge.transactions(asking, query);
            if (onlyItem != null || pages.hasRows()) {
              rows.prepare();
            }
            return new Opened(pages, rows::row);
          });
    };
  }

  private JsonObject seen(BridgeCaller who, JsonObject account) {
    owners.seen(who, account);
    return account;
  }

  /** A user counts as unknown only where Bridge says so when it is asked for the user. */
  private Opened known(BridgeCaller who, Supplier<Opened> opening) {
    try {
      return opening.get();
    } catch (UnknownBridgeUser e) {
      lost.confirm(who);
      throw e;
    }
  }
}

package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Cursor;
import bankapi.sandbox.data.Ledger;
import bankapi.sandbox.data.Transaction;
import bankapi.sandbox.data.TransactionFeed;
import bankapi.sandbox.data.TransactionQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A user's items, accounts and transactions. */
final class ItemOperations {

  private final World world;
  private final ItemLife life;
  private final Paging paging;

  ItemOperations(World world, ItemLife life, Paging paging) {
    this.world = world;
    this.life = life;
    this.paging = paging;
  }

  Answer items(Call call) {
    return paging.page(
        call,
        world.itemsOf(call.user().uuid()),
        Item::id,
        true,
        true,
        (json, item) -> Wire.item(json, item, call.language()));
  }

  Answer item(Call call) {
    Item item = find(call);
    return Answer.ok(json -> Wire.item(json, item, call.language()));
  }

  Answer delete(Call call) {
    life.delete(find(call));
    return Answer.empty(204);
  }

  Answer refresh(Call call) {
    if (!world.switches().refreshEndpoint()) {
      throw ApiError.of(404, "not_found", "The requested resource doesn't exist");
    }
    life.refresh(find(call).id(), ItemLife.RefreshOrder.USUAL);
    return Answer.empty(202);
  }

  private Item find(Call call) {
    long id = call.pathId("id");
    return world
        .item(id, call.user())
        .orElseThrow(() -> ApiError.notFound("Item", id, call.user().uuid()));
  }

  private record ItemAccount(Item item, Account account) {}

  Answer accounts(Call call) {
    @Nullable Long itemId = call.idQuery("item_id").orElse(null);
    List<ItemAccount> accounts =
        world.itemsOf(call.user().uuid()).stream()
            .filter(item -> itemId == null || item.id() == itemId)
            .flatMap(item -> shown(item).stream().map(account -> new ItemAccount(item, account)))
            .sorted(Comparator.comparingLong((ItemAccount a) -> a.account().id()).reversed())
            .toList();
    return paging.page(
        call,
        accounts,
        a -> a.account().id(),
        true,
        true,
        (json, a) -> Wire.account(json, a.item(), a.account()));
  }

  Answer account(Call call) {
    long id = call.pathId("id");
    Item item =
        world
            .item(Ledger.itemOf(id), call.user())
            .orElseThrow(() -> ApiError.notFound("Account", id, call.user().uuid()));
    Account account =
        shown(item).stream()
            .filter(a -> a.id() == id)
            .findFirst()
            .orElseThrow(() -> ApiError.notFound("Account", id, call.user().uuid()));
    return Answer.ok(json -> Wire.account(json, item, account));
  }

  private List<Account> shown(Item item) {
    return item.accounts(world.switches().strictAccountTypes());
  }

  /** Does not look at {@code item_id}: neither does Bridge. */
  Answer transactions(Call call) {
    int limit = call.limit();
    TransactionQuery query =
        new TransactionQuery(
            call.idQuery("account_id").orElse(null),
            call.timeQuery("since").map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
            call.timeQuery("until").map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
            call.dateQuery("min_date").orElse(null),
            call.dateQuery("max_date").orElse(null),
            call.after().orElse(Cursor.START));
    List<Item> items =
        world.itemsOf(call.user().uuid()).stream()
            .filter(i -> query.accountId() == null || i.id() == Ledger.itemOf(query.accountId()))
            .toList();
    Set<Long> told =
        items.stream()
            .flatMap(item -> shown(item).stream().map(Account::id).filter(item::shares))
            .collect(Collectors.toSet());
    TransactionFeed feed =
        new TransactionFeed(items.stream().map(Item::ledger).toList(), query, told::contains);
    List<Transaction> rows = new ArrayList<>();
    Optional<Transaction> row = feed.next();
    while (row.isPresent() && rows.size() < limit) {
      rows.add(row.get());
      row = feed.next();
    }
    @Nullable String last = rows.isEmpty() ? null : cursorOf(rows.get(rows.size() - 1));
    boolean more = row.isPresent();
    boolean withCategory = world.switches().categoriesActive();
    return Answer.ok(
        json -> {
          paging.begin(json);
          for (Transaction shown : rows) {
            Wire.transaction(json, shown, withCategory);
          }
          paging.end(json, call, more, last, true);
        });
  }

  private static String cursorOf(Transaction row) {
    return new Cursor(row.updatedAt(), row.id()).encoded();
  }

  Answer transaction(Call call) {
    long id = call.pathId("id");
    long accountId = Ledger.accountOf(id);
    Transaction row =
        world
            .item(Ledger.itemOf(accountId), call.user())
            .filter(item -> item.shares(accountId))
            .flatMap(item -> item.ledger().transaction(id))
            .orElseThrow(() -> ApiError.notFound("Transaction", id, call.user().uuid()));
    return Answer.ok(json -> Wire.transaction(json, row, world.switches().categoriesActive()));
  }
}

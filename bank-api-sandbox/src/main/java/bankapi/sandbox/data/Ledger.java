package bankapi.sandbox.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * All accounts and rows of one item: an unchanging base computed from a seed, and the few changes
 * that refreshes brought. A value: {@link #refreshed} gives another one.
 */
public final class Ledger {

  /** The most rows an item can have at the start. */
  public static final int MAX_ROWS = 1_000_000;

  private static final Duration HISTORY = Duration.ofDays(730);

  private final List<Account> accounts;
  private final List<Statement> statements;

  /** What refreshes changed, by transaction id. */
  private final Map<Long, Transaction> changes;

  private final List<Transaction> changesNewestFirst;

  private Ledger(
      List<Account> accounts, List<Statement> statements, Map<Long, Transaction> changes) {
    this.accounts = accounts;
    this.statements = statements;
    this.changes = changes;
    this.changesNewestFirst =
        changes.values().stream()
            .sorted(
                Comparator.comparingLong(Transaction::updatedAt)
                    .thenComparingLong(Transaction::id)
                    .reversed())
            .toList();
  }

  /**
   * The ledger of an item connected at this moment, with two years of history.
   *
   * @param itemId gives the account ids: sixteen per item
   * @param rows how many transactions, over all accounts
   */
  public static Ledger opened(long seed, long itemId, int bankCode, int rows, Instant at) {
    if (rows < 0 || rows > MAX_ROWS) {
      throw new IllegalArgumentException("an item has 0 to " + MAX_ROWS + " transactions");
    }
    long firstAccountId = itemId * Household.IDS_PER_ITEM;
    Household household =
        new Household(seed, firstAccountId, bankCode, at.atZone(Statement.PARIS).toLocalDate());
    List<Account> accounts = household.accounts();
    Instant start = at.minus(HISTORY);
    List<Statement> statements = new ArrayList<>();
    // Cards first, so that the main account, built last, can show their monthly debits.
    List<Statement> cards = new ArrayList<>();
    for (int p = accounts.size() - 1; p >= 0; p--) {
      Statement statement =
          new Statement(
              seed,
              accounts.get(p).id(),
              p,
              Household.rowsOf(p, rows),
              start,
              at,
              p == Household.MAIN ? List.copyOf(cards) : List.of(),
              household.surname());
      statements.add(0, statement);
      if (Household.CARDS.contains(p)) {
        cards.add(statement);
      }
    }
    return new Ledger(accounts, List.copyOf(statements), Map.of());
  }

  /** Which item this account id belongs to. */
  public static long itemOf(long accountId) {
    return accountId / Household.IDS_PER_ITEM;
  }

  /** Which account this transaction id belongs to. */
  public static long accountOf(long transactionId) {
    return transactionId / Statement.IDS_PER_ACCOUNT;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** The row of this id, as it is now. */
  public Optional<Transaction> transaction(long id) {
    Transaction changed = changes.get(id);
    if (changed != null) {
      return Optional.of(changed);
    }
    int position = (int) (accountOf(id) % Household.IDS_PER_ITEM);
    long index = id % Statement.IDS_PER_ACCOUNT;
    return position < statements.size() && index < statements.get(position).count()
        ? Optional.of(statements.get(position).row((int) index))
        : Optional.empty();
  }

  /** How many rows changed in one refresh, on the main account. */
  public record Refresh(int added, int updated, int deleted) {}

  /** This ledger after a refresh that changed the main account at this time. */
  public Ledger refreshed(Instant at, Refresh refresh) {
    Map<Long, Transaction> next = new HashMap<>(changes);
    Statement main = statements.get(Household.MAIN);
    long time = at.toEpochMilli();
    int index = main.count() - 1;
    for (int done = 0; done < refresh.updated + refresh.deleted && index >= 0; index--) {
      Transaction row = transaction(main.idOf(index)).orElseThrow();
      if (!row.deleted()) {
        boolean delete = done >= refresh.updated;
        next.put(row.id(), Changes.changed(row, time++, delete));
        done++;
      }
    }
    long used = changes.keySet().stream().filter(id -> id >= main.idOf(main.count())).count();
    for (int n = 0; n < refresh.added && main.count() > 0; n++) {
      int like = main.count() - 1 - (n * 7 + 4) % main.count();
      long id = main.idOf(main.count()) + used + n;
      next.put(id, Changes.like(main.row(like), id, time++));
    }
    return new Ledger(accounts, statements, Map.copyOf(next));
  }

  /** Every place rows come from, each newest first. */
  void addSources(TransactionQuery query, PriorityQueue<Source> into) {
    int only = query.accountId() == null ? -1 : positionOf(query.accountId());
    IntStream.range(0, statements.size())
        .filter(p -> query.accountId() == null || p == only)
        .mapToObj(p -> new BaseSource(statements.get(p), changes, query))
        .filter(BaseSource::advance)
        .forEach(into::add);
    Iterator<Transaction> changed =
        changesNewestFirst.stream()
            .filter(row -> query.accountId() == null || row.accountId() == query.accountId())
            .filter(row -> row.updatedAt() >= query.since() && row.updatedAt() <= query.until())
            .filter(row -> query.after().isBefore(row.updatedAt(), row.id()))
            .iterator();
    ChangeSource source = new ChangeSource(changed);
    if (source.advance()) {
      into.add(source);
    }
  }

  private int positionOf(long accountId) {
    return IntStream.range(0, accounts.size())
        .filter(p -> accounts.get(p).id() == accountId)
        .findFirst()
        .orElse(-1);
  }
}

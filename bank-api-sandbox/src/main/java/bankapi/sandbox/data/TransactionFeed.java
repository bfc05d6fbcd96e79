package bankapi.sandbox.data;

import java.util.Collection;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongPredicate;

/** The rows of several items, newest modification first, computed only as far as they are read. */
public final class TransactionFeed {

  private final TransactionQuery query;
  private final LongPredicate accountShown;
  private final PriorityQueue<Source> sources = new PriorityQueue<>();

  /**
   * @param accountShown whether rows of the account with this id are told
   */
  public TransactionFeed(
      Collection<Ledger> ledgers, TransactionQuery query, LongPredicate accountShown) {
    this.query = query;
    this.accountShown = accountShown;
    ledgers.forEach(ledger -> ledger.addSources(query, sources));
  }

  /** The next row, or nothing at the end. */
  public Optional<Transaction> next() {
    while (true) {
      Source source = sources.poll();
      if (source == null) {
        return Optional.empty();
      }
      Optional<Transaction> row =
          accountShown.test(Ledger.accountOf(source.id()))
              ? Optional.of(source.row())
              : Optional.empty();
      if (source.advance()) {
        sources.add(source);
      }
      if (row.isPresent() && query.accepts(row.get())) {
        return row;
      }
    }
  }
}

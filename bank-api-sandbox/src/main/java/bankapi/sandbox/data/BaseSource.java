package bankapi.sandbox.data;

import java.util.Map;

/** The unchanged rows of one account, computed one by one. */
final class BaseSource implements Source {

  private final Statement statement;
  private final Map<Long, Transaction> changes;
  private final TransactionQuery query;
  private int index;
  private long updatedAt;

  BaseSource(Statement statement, Map<Long, Transaction> changes, TransactionQuery query) {
    this.statement = statement;
    this.changes = changes;
    this.query = query;
    this.index = 1 + statement.lastAtOrBefore(Math.min(query.until(), query.after().updatedAt()));
  }

  @Override
  public boolean advance() {
    while (--index >= 0) {
      updatedAt = statement.updatedAt(index);
      if (updatedAt < query.since()) {
        return false;
      }
      if (query.after().isBefore(updatedAt, id()) && !changes.containsKey(id())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long updatedAt() {
    return updatedAt;
  }

  @Override
  public long id() {
    return statement.idOf(index);
  }

  @Override
  public Transaction row() {
    return statement.row(index);
  }
}

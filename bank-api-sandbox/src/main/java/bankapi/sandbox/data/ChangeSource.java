package bankapi.sandbox.data;

import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows that refreshes added or changed. */
final class ChangeSource implements Source {

  private final Iterator<Transaction> rows;
  private @Nullable Transaction front;

  ChangeSource(Iterator<Transaction> rows) {
    this.rows = rows;
  }

  @Override
  public boolean advance() {
    front = rows.hasNext() ? rows.next() : null;
    return front != null;
  }

  @Override
  public long updatedAt() {
    return row().updatedAt();
  }

  @Override
  public long id() {
    return row().id();
  }

  @Override
  public Transaction row() {
    return Objects.requireNonNull(front, "advance first");
  }
}

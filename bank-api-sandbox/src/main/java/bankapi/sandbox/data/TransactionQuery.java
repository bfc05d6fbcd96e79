package bankapi.sandbox.data;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are asked for. All bounds are inclusive; {@code since} and {@code until} are epoch
 * milliseconds of the modification.
 */
public record TransactionQuery(
    @Nullable Long accountId,
    long since,
    long until,
    @Nullable LocalDate minDate,
    @Nullable LocalDate maxDate,
    Cursor after) {

  /** Everything, from the newest. */
  public static final TransactionQuery ALL =
      new TransactionQuery(null, Long.MIN_VALUE, Long.MAX_VALUE, null, null, Cursor.START);

  boolean accepts(Transaction row) {
    return (minDate == null || !row.date().isBefore(minDate))
        && (maxDate == null || !row.date().isAfter(maxDate));
  }
}

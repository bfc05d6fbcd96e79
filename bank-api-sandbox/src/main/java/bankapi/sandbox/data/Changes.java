package bankapi.sandbox.data;

import java.time.Instant;
import java.time.LocalDate;

/** How a refresh alters rows: deletes them softly, books announced ones, adds new ones. */
final class Changes {

  private Changes() {}

  static Transaction changed(Transaction row, long at, boolean delete) {
    return new Transaction(
        row.id(),
        row.accountId(),
        row.cleanDescription(),
        row.providerDescription(),
        row.amount(),
        row.date(),
        row.future() ? row.date() : row.transactionDate(),
        row.future() ? row.date() : row.valueDate(),
        at,
        row.categoryId(),
        row.operationType(),
        delete,
        false);
  }

  static Transaction like(Transaction row, long id, long at) {
    LocalDate day = Instant.ofEpochMilli(at).atZone(Statement.PARIS).toLocalDate();
    return new Transaction(
        id,
        row.accountId(),
        row.cleanDescription(),
        row.providerDescription() + " " + id % 1_000,
        row.amount(),
        day,
        day,
        day,
        at,
        row.categoryId(),
        row.operationType(),
        false,
        false);
  }
}

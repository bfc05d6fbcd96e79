package bankapi.sandbox.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

  private static final Instant NOW = Instant.parse("2026-05-20T10:15:30Z");
  private static final long ITEM = 10_150_000;

  private static Ledger ledger(long seed, int rows) {
    return Ledger.opened(seed, ITEM, 14508, rows, NOW);
  }

  private static List<Transaction> read(Ledger ledger, TransactionQuery query) {
    TransactionFeed feed = new TransactionFeed(List.of(ledger), query, id -> true);
    List<Transaction> rows = new ArrayList<>();
    for (Optional<Transaction> row = feed.next(); row.isPresent(); row = feed.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  private static TransactionQuery after(Cursor cursor) {
    return new TransactionQuery(null, Long.MIN_VALUE, Long.MAX_VALUE, null, null, cursor);
  }

  @Test
  void sameSeedGivesTheSameRowsAndAnotherSeedOthers() {
    assertThat(read(ledger(7, 600), TransactionQuery.ALL))
        .isEqualTo(read(ledger(7, 600), TransactionQuery.ALL))
        .isNotEqualTo(read(ledger(8, 600), TransactionQuery.ALL));
    assertThat(ledger(7, 600).accounts())
        .isEqualTo(ledger(7, 600).accounts())
        .isNotEqualTo(ledger(8, 600).accounts());
  }

  @Test
  void showsTheAccountsOfTheDemoBank() {
    List<Account> accounts = ledger(7, 600).accounts();
    assertThat(accounts)
        .extracting(Account::type)
        .containsExactly(
            "checking",
            "checking",
            "checking",
            "checking",
            "card",
            "card",
            "savings",
            "brokerage",
            "loan",
            "loan");
    assertThat(accounts).filteredOn(Account::pro).hasSize(1);
    assertThat(accounts).filteredOn(a -> a.loan() != null).hasSize(2);
  }

  @Test
  void everyIbanHasRightCheckDigits() {
    List<String> ibans =
        LongStream.range(0, 50)
            .boxed()
            .flatMap(seed -> ledger(seed, 10).accounts().stream())
            .filter(a -> a.type().equals("checking"))
            .map(Account::iban)
            .toList();
    assertThat(ibans).hasSize(200).doesNotHaveDuplicates().allMatch(Iban::isValid);
    assertThat(Iban.isValid("FR1420041010050500013M02606")).isTrue();
    assertThat(Iban.isValid("FR1520041010050500013M02606")).isFalse();
  }

  @Test
  void amountsAreExactCents() {
    assertThat(read(ledger(7, 2_000), TransactionQuery.ALL))
        .allSatisfy(row -> assertThat(row.amount().scale()).isEqualTo(2))
        .noneMatch(row -> row.amount().signum() == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 600, 7_777})
  void hasExactlyAsManyRowsAsAskedNewestFirst(int count) {
    List<Transaction> rows = read(ledger(7, count), TransactionQuery.ALL);
    assertThat(rows).hasSize(count);
    assertThat(rows).extracting(Transaction::id).doesNotHaveDuplicates();
    assertThat(rows)
        .extracting(Transaction::updatedAt)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void idsAreBeyondThirtyTwoBitsAndFitAJsonNumber() {
    assertThat(read(ledger(7, 600), TransactionQuery.ALL))
        .allMatch(row -> row.id() > Integer.MAX_VALUE && row.id() < (1L << 53));
  }

  @Test
  void someRowsAreDeletedSomeAnnouncedAndTheTypesVary() {
    List<Transaction> rows = read(ledger(7, 600), TransactionQuery.ALL);
    assertThat(rows).filteredOn(Transaction::deleted).isNotEmpty().hasSizeLessThan(30);
    assertThat(rows)
        .filteredOn(Transaction::future)
        .hasSize(3)
        .allMatch(row -> row.date().isAfter(NOW.atZone(Statement.PARIS).toLocalDate()));
    assertThat(rows)
        .extracting(Transaction::operationType)
        .contains("card", "deferred_debit_card", "transfer", "direct_debit", "check", "withdrawal");
    assertThat(rows).allMatch(row -> Category.find(row.categoryId()).isPresent());
  }

  @Test
  void aCardsMonthIsBalancedOnTheCardAndDebitedOnTheMainAccount() {
    Ledger ledger = ledger(7, 2_400);
    long card = ledger.accounts().get(4).id();
    Predicate<Transaction> compensates = row -> row.cleanDescription().startsWith("Débit différé");
    List<Transaction> rows = read(ledger, TransactionQuery.ALL);
    List<Transaction> onCard =
        rows.stream().filter(row -> row.accountId() == card).filter(compensates).toList();
    assertThat(onCard).hasSizeGreaterThan(20).allMatch(row -> row.amount().signum() > 0);
    Transaction closing = onCard.get(3);
    BigDecimal spent =
        rows.stream()
            .filter(row -> row.accountId() == card && !compensates.test(row) && !row.deleted())
            .filter(row -> row.date().getMonth() == closing.date().getMonth())
            .filter(row -> row.date().getYear() == closing.date().getYear())
            .map(Transaction::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(spent).isEqualTo(closing.amount().negate());
    assertThat(rows)
        .filteredOn(row -> row.accountId() == ledger.accounts().get(0).id())
        .filteredOn(compensates)
        .extracting(Transaction::amount)
        .contains(spent);
  }

  @Test
  void pagesFromAnyCursorJoinToTheWhole() {
    Ledger ledger = ledger(7, 600).refreshed(NOW.plusSeconds(60), new Ledger.Refresh(4, 3, 2));
    List<Transaction> whole = read(ledger, TransactionQuery.ALL);
    assertThat(whole).hasSize(604);
    for (int cut = 0; cut < whole.size(); cut += 37) {
      Transaction last = whole.get(cut);
      assertThat(read(ledger, after(new Cursor(last.updatedAt(), last.id()))))
          .isEqualTo(whole.subList(cut + 1, whole.size()));
    }
  }

  @Test
  void aRefreshAddsChangesAndDeletesRowsSeenBySince() {
    Instant later = NOW.plus(Duration.ofDays(1));
    Ledger before = ledger(7, 600);
    Ledger after = before.refreshed(later, new Ledger.Refresh(5, 2, 1));
    List<Transaction> changed =
        read(
            after,
            new TransactionQuery(
                null, later.toEpochMilli(), Long.MAX_VALUE, null, null, Cursor.START));
    assertThat(changed).hasSize(8);
    assertThat(changed).filteredOn(Transaction::deleted).hasSize(1);
    assertThat(changed).allSatisfy(row -> assertThat(after.transaction(row.id())).contains(row));
    assertThat(read(after, TransactionQuery.ALL)).hasSize(605);
    assertThat(after.refreshed(later.plusSeconds(9), new Ledger.Refresh(5, 2, 1)))
        .satisfies(twice -> assertThat(read(twice, TransactionQuery.ALL)).hasSize(610));
  }

  @Test
  void filtersByTimeDateAndAccount() {
    Ledger ledger = ledger(7, 600);
    List<Transaction> whole = read(ledger, TransactionQuery.ALL);
    long since = whole.get(200).updatedAt();
    long until = whole.get(100).updatedAt();
    assertThat(read(ledger, new TransactionQuery(null, since, until, null, null, Cursor.START)))
        .isEqualTo(whole.subList(100, 201));
    Transaction one = whole.get(300);
    assertThat(
            read(
                ledger,
                new TransactionQuery(
                    one.accountId(),
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    one.date(),
                    one.date(),
                    Cursor.START)))
        .contains(one)
        .allMatch(row -> row.accountId() == one.accountId() && row.date().equals(one.date()));
  }

  @Test
  void aPageOutOfAMillionRowsTakesMilliseconds() {
    Ledger ledger = ledger(7, Ledger.MAX_ROWS);
    long start = System.nanoTime();
    int read = 0;
    Cursor cursor = new Cursor(NOW.minus(Duration.ofDays(300)).toEpochMilli(), 0);
    for (int page = 0; page < 20; page++) {
      TransactionFeed feed = new TransactionFeed(List.of(ledger), after(cursor), id -> true);
      for (int i = 0; i < 500; i++) {
        Transaction row = feed.next().orElseThrow();
        cursor = new Cursor(row.updatedAt(), row.id());
        read++;
      }
    }
    assertThat(read).isEqualTo(10_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }
}

package bankapi.sandbox.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one account as a function of their index, oldest first: nothing is kept in memory, so
 * an account may have a million rows. The time of modification strictly grows with the index, which
 * makes paging a binary search.
 */
final class Statement {

  static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Transaction ids are {@code account id * this + index}: far beyond 2^31, as Bridge's are. */
  static final long IDS_PER_ACCOUNT = 2_000_000;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/yyyy");

  private final long seed;
  private final long accountId;
  private final int count;
  private final long start;
  private final long end;
  private final List<Payee> payees;
  private final boolean isCard;

  /** The cards whose monthly debit this account pays; empty on all but the main account. */
  private final List<Statement> cards;

  private final String surname;

  Statement(
      long seed,
      long accountId,
      int position,
      int count,
      Instant start,
      Instant end,
      List<Statement> cards,
      String surname) {
    this.seed = Mix.of(seed, 1_000 + position);
    this.accountId = accountId;
    this.count = count;
    this.start = start.toEpochMilli();
    this.end = end.toEpochMilli();
    this.cards = cards;
    this.isCard = Household.CARDS.contains(position);
    this.surname = surname.toUpperCase(Locale.ROOT);
    this.payees =
        switch (position) {
          case Household.COMPANY -> Payees.COMPANY;
          case 4, 5 -> Payees.CARD;
          case 6 -> Payees.SAVINGS;
          case 7 -> Payees.BROKERAGE;
          default -> Payees.HOUSEHOLD;
        };
  }

  int count() {
    return count;
  }

  long idOf(int index) {
    return accountId * IDS_PER_ACCOUNT + index;
  }

  /** When row {@code index} was last modified, in epoch milliseconds. */
  long updatedAt(int index) {
    long span = end - start;
    long slot = Math.max(1, span / Math.max(1, count));
    return start + span * index / count + Mix.below(seed, index, slot);
  }

  /** The last index modified at or before this time, or -1. */
  int lastAtOrBefore(long epochMillis) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (updatedAt(middle) <= epochMillis) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  Transaction row(int index) {
    LocalDate day = dayOf(index);
    if (isFuture(index)) {
      long ahead = 1 + Mix.below(seed, index + 11L, 9);
      LocalDate due = toDay(end).plusDays(ahead);
      return make(index, Payees.MONTHLY.get(2 + index % 4), due, null, true);
    }
    int first = firstOfMonth(day);
    if (isCard) {
      return closesMonth(index, first)
          ? make(index, Payees.CARD_DEBIT, day, monthTotal(first, index).negate(), false)
          : make(index, any(index), day, null, false);
    }
    return isMain()
        ? mainRow(index, index - first, day)
        : make(index, any(index), day, null, false);
  }

  private boolean isMain() {
    return !cards.isEmpty();
  }

  private Transaction mainRow(int index, int sinceMonthBegan, LocalDate day) {
    if (sinceMonthBegan < Payees.MONTHLY.size()) {
      return make(index, Payees.MONTHLY.get(sinceMonthBegan), day, null, false);
    }
    int card = sinceMonthBegan - Payees.MONTHLY.size();
    if (card < cards.size()) {
      BigDecimal total = cards.get(card).totalOf(YearMonth.from(day).minusMonths(1));
      if (total.signum() != 0) {
        return make(index, Payees.CARD_DEBIT, day, total, false);
      }
    }
    return make(index, any(index), day, null, false);
  }

  /** What this card's holder spent in that month: what its compensating row carries, negated. */
  private BigDecimal totalOf(YearMonth month) {
    int first = firstOfMonth(month.atDay(1));
    int last = firstOfMonth(month.plusMonths(1).atDay(1)) - 1;
    return last > first && closesMonth(last, first) ? monthTotal(first, last) : BigDecimal.ZERO;
  }

  private BigDecimal monthTotal(int first, int closing) {
    long cents = 0;
    for (int i = first; i < closing; i++) {
      Payee payee = any(i);
      cents += isDeleted(i) ? 0 : cents(i, payee, dayOf(i));
    }
    return BigDecimal.valueOf(cents, 2);
  }

  private boolean closesMonth(int index, int firstOfMonth) {
    return index > firstOfMonth
        && index + 1 < count
        && dayOf(index + 1).getMonthValue() != dayOf(index).getMonthValue();
  }

  private boolean isFuture(int index) {
    return isMain() && index >= count - Math.min(3, count / 20);
  }

  private boolean isDeleted(int index) {
    return Mix.below(seed, index + 7_000_000L, 89) == 7;
  }

  private int firstOfMonth(LocalDate day) {
    return lastAtOrBefore(day.withDayOfMonth(1).atStartOfDay(PARIS).toInstant().toEpochMilli() - 1)
        + 1;
  }

  private LocalDate dayOf(int index) {
    return toDay(updatedAt(index));
  }

  private static LocalDate toDay(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atZone(PARIS).toLocalDate();
  }

  private Payee any(int index) {
    int total = payees.stream().mapToInt(Payee::weight).sum();
    long ticket = Mix.below(seed, index + 3_000_000L, total);
    for (Payee payee : payees) {
      ticket -= payee.weight();
      if (ticket < 0) {
        return payee;
      }
    }
    throw new AssertionError("weights do not add up");
  }

  private long cents(int index, Payee payee, LocalDate day) {
    boolean monthly = Payees.MONTHLY.contains(payee);
    long position = monthly ? payee.category() : index + 5_000_000L;
    long jitter = monthly && payee.category() == 217 ? day.getMonthValue() * 37L : 0;
    long range = payee.toCents() - payee.fromCents();
    return payee.fromCents() + Mix.below(seed, position + jitter, range);
  }

  private Transaction make(
      int index, Payee payee, LocalDate day, @Nullable BigDecimal amount, boolean future) {
    boolean ordinary = amount == null && !future && !Payees.MONTHLY.contains(payee);
    String number = Long.toString(100_000 + Mix.below(seed, index + 9_000_000L, 900_000));
    boolean byCard = payee.operation().endsWith("card");
    LocalDate spent = byCard && ordinary ? day.minusDays(Mix.below(seed, index + 13L, 3)) : day;
    return new Transaction(
        idOf(index),
        accountId,
        payee.clean().replace("{name}", surname),
        payee
            .raw()
            .replace("{date}", DAY.format(spent))
            .replace("{month}", MONTH.format(spent))
            .replace("{number}", number)
            .replace("{name}", surname),
        amount != null ? amount : BigDecimal.valueOf(cents(index, payee, day), 2),
        day,
        future ? null : spent,
        future ? null : day,
        updatedAt(index),
        payee.category(),
        payee.operation(),
        ordinary && isDeleted(index),
        future);
  }
}

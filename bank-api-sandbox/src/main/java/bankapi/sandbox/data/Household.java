package bankapi.sandbox.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ten accounts that every connected item shows: a French household that also runs a small
 * company. Four checking accounts (the last one professional), two deferred-debit cards, savings, a
 * brokerage account and two loans.
 */
final class Household {

  /** How many account ids an item takes up, so that an account id tells its item. */
  static final int IDS_PER_ITEM = 16;

  /** The account whose statement shows salary, rent and the cards' monthly debit. */
  static final int MAIN = 0;

  static final int COMPANY = 3;
  static final List<Integer> CARDS = List.of(4, 5);

  /** Of 100 rows of an item, how many belong to the account of this position. */
  private static final int[] SHARES = {58, 8, 5, 13, 8, 5, 2, 1, 0, 0};

  private final long seed;
  private final long firstAccountId;
  private final int bankCode;
  private final LocalDate today;

  Household(long seed, long firstAccountId, int bankCode, LocalDate today) {
    this.seed = seed;
    this.firstAccountId = firstAccountId;
    this.bankCode = bankCode;
    this.today = today;
  }

  static int rowsOf(int position, int rowsOfItem) {
    int rows = (int) ((long) rowsOfItem * SHARES[position] / 100);
    if (position != MAIN) {
      return rows;
    }
    int others = IntStream.range(1, SHARES.length).map(p -> rowsOf(p, rowsOfItem)).sum();
    return rowsOfItem - others;
  }

  List<Account> accounts() {
    String who = surname();
    return List.of(
        checking(0, "Compte Courant 1", 60_000, 450_000, false),
        checking(1, "Compte Joint " + who, 20_000, 250_000, false),
        checking(2, "Compte Courant 2", 1_000, 90_000, false),
        checking(3, "Compte Pro " + who + " Conseil", 500_000, 3_500_000, true),
        card(4, "Carte Premier"),
        card(5, "Carte Bleue Visa"),
        plain(6, "savings", "Livret A", money(6, 100_000, 2_295_000)),
        plain(7, "brokerage", "Compte Titres", money(7, 300_000, 4_800_000)),
        loan(8, "Credit Immo", "mortgage", 200_000, 20, "2.42"),
        loan(9, "Credit Auto", "consumer", 18_000, 5, "4.15"));
  }

  String surname() {
    return Mix.pick(
        seed,
        101,
        "Martin",
        "Bernard",
        "Petit",
        "Robert",
        "Moreau",
        "Le Gall",
        "Garnier",
        "Fontaine",
        "Chevalier",
        "Morvan",
        "Lefèvre",
        "Marchand");
  }

  private Account checking(int position, String name, long from, long to, boolean pro) {
    BigDecimal balance = money(position, from, to);
    BigDecimal instant = balance.subtract(money(position + 20, 0, 9_000));
    long number = Mix.below(seed, position + 40, 99_999_999_999L);
    long branch = 1 + Mix.below(seed, 60, 9_998);
    String iban = Iban.french(bankCode, branch, number);
    return new Account(
        firstAccountId + position, "checking", name, balance, balance, instant, pro, iban, null);
  }

  private Account card(int position, String name) {
    BigDecimal outstanding = money(position, 2_000, 95_000).negate();
    return plain(position, "card", name, outstanding);
  }

  private Account plain(int position, String type, String name, BigDecimal balance) {
    return new Account(
        firstAccountId + position, type, name, balance, null, null, false, null, null);
  }

  private Account loan(
      int position, String name, String type, int capital, int years, String rate) {
    long yearsAgo = 1 + Mix.below(seed, position + 80, years / 2);
    LocalDate opening = today.minusYears(yearsAgo).withDayOfMonth(1);
    BigDecimal borrowed = BigDecimal.valueOf(capital).setScale(2);
    BigDecimal monthly =
        borrowed.divide(BigDecimal.valueOf(years * 12L), 2, RoundingMode.HALF_EVEN);
    BigDecimal repaid = monthly.multiply(BigDecimal.valueOf(yearsAgo * 12));
    BigDecimal interests =
        borrowed
            .multiply(new BigDecimal(rate))
            .multiply(BigDecimal.valueOf(years))
            .divide(BigDecimal.valueOf(187), 14, RoundingMode.HALF_EVEN);
    Loan details =
        new Loan(
            type,
            today.plusMonths(1).withDayOfMonth(1),
            monthly.add(new BigDecimal("112.40")),
            opening,
            opening.plusYears(years),
            new BigDecimal(rate),
            borrowed,
            repaid,
            interests);
    // Bridge's own examples disagree about the sign of a loan's balance, so ours do too.
    BigDecimal remaining = details.remainingCapital();
    BigDecimal balance = position % 2 == 0 ? remaining : remaining.negate();
    return new Account(
        firstAccountId + position, "loan", name, balance, null, null, false, null, details);
  }

  private BigDecimal money(int position, long fromCents, long toCents) {
    return BigDecimal.valueOf(fromCents + Mix.below(seed, position + 200, toCents - fromCents), 2);
  }
}

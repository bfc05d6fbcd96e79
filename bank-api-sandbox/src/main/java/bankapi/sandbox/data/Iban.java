package bankapi.sandbox.data;

import java.math.BigInteger;

/** Makes French IBANs (ISO 13616) with a valid national RIB key and valid check digits. */
public final class Iban {

  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  private Iban() {}

  /**
   * The IBAN, without spaces, of an account.
   *
   * @param bank five-digit bank code
   * @param branch five-digit branch code
   * @param account account number of at most eleven digits
   */
  public static String french(long bank, long branch, long account) {
    long key = 97 - Math.floorMod(89 * bank + 15 * branch + 3 * account, 97L);
    String bban = "%05d%05d%011d%02d".formatted(bank, branch, account, key);
    return "FR%02d%s".formatted(98 - remainder(bban + "FR00"), bban);
  }

  /** Whether the check digits of this IBAN (no spaces) are right. */
  public static boolean isValid(String iban) {
    return iban.matches("[A-Z]{2}[0-9]{2}[0-9A-Z]{10,30}")
        && remainder(iban.substring(4) + iban.substring(0, 4)) == 1;
  }

  private static int remainder(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
    return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue();
  }
}

package bankapi.delivery.control;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a receiver said, made fit to be kept. A receiver may echo or quote bank data, of which none
 * is stored here: what looks like an IBAN, an account number or an amount is replaced by {@link
 * #BLANK}. Rather too much than too little: a line number of four digits goes too. Loops never give
 * back what they have taken: those that do need stack or time for each character.
 */
final class ForeignText {

  static final String BLANK = "***";

  /** More of it is not looked at. */
  private static final int LONGEST = 1024;

  /** Two letters, two digits, then groups of four with or without a space or hyphen between. */
  private static final Pattern IBAN =
      Pattern.compile(
          "\\b[A-Z]{2}\\d{2}(?:[ \\u00a0\\u202f-]?[A-Z0-9]{4}){2,7}"
              + "(?:[ \\u00a0\\u202f-]?[A-Z0-9]{1,3})?\\b",
          Pattern.CASE_INSENSITIVE);

  /** Digits with at most one separator between two of them. */
  private static final Pattern NUMBER =
      Pattern.compile("\\d(?:[ \\u00a0\\u202f.,'\\u2019_-]?\\d)*+");

  private static final Pattern WITH_CURRENCY =
      Pattern.compile(
          "(?:[$\\u20ac\\u00a3]|\\b(?:EUR|USD|GBP|CHF)\\b)\\s?\\d++"
              + "|\\d++\\s?(?:[$\\u20ac\\u00a3]|\\b(?:EUR|USD|GBP|CHF)\\b)",
          Pattern.CASE_INSENSITIVE);

  /** Control characters, halves of characters, and what a viewer would not show as it is. */
  private static final Pattern NOT_PRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\ufffd]");

  private ForeignText() {}

  static String cleaned(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    String printable = NOT_PRINTABLE.matcher(start).replaceAll(" ");
    String noIban = IBAN.matcher(printable).replaceAll(ForeignText::unlessFewDigits);
    String noCurrency = WITH_CURRENCY.matcher(noIban).replaceAll(BLANK);
    return NUMBER.matcher(noCurrency).replaceAll(ForeignText::unlessSmall);
  }

  private static String unlessFewDigits(MatchResult match) {
    return digits(match.group()) < 8 ? match.group() : BLANK;
  }

  /** What may stay: up to three digits without a decimal point, such as a status. */
  private static String unlessSmall(MatchResult match) {
    String number = match.group();
    boolean small = digits(number) < 4 && number.indexOf('.') < 0 && number.indexOf(',') < 0;
    return small ? number : BLANK;
  }

  private static long digits(String text) {
    return text.chars().filter(Character::isDigit).count();
  }
}

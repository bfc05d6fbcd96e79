package bankapi.alert.control;

import java.util.regex.Pattern;

/**
 * What others have named, made fit for a chat: no mark-up, no mention of people, no e-mail address,
 * one short line.
 */
final class PlainText {

  private static final int LONGEST = 100;
  private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N} '.:/()+-]");

  private PlainText() {}

  static String of(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return OTHER.matcher(start).replaceAll("_");
  }
}

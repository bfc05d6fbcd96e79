package bankapi.frappe.boundary;

import java.util.regex.Pattern;

/** Whether a Content-Type or Accept header keeps to RFC 9110, so that every server can read it. */
final class MediaRange {

  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
  private static final Pattern SANE =
      Pattern.compile(
          "\\s*+%1$s/%1$s(?:\\s*+;\\s*+%1$s=(?:%1$s|\"[^\"\\\\]*+\"))*+\\s*+".formatted(TOKEN));
  private static final int LONGEST = 1024;

  private MediaRange() {}

  static boolean isSane(String header) {
    return header.length() <= LONGEST && SANE.matcher(header).matches();
  }

  /** A list, divided by commas; a comma in quotes is not expected here. */
  static boolean areSane(String header) {
    if (header.length() > LONGEST) {
      return false;
    }
    for (String range : header.split(",", -1)) {
      if (!isSane(range)) {
        return false;
      }
    }
    return true;
  }
}

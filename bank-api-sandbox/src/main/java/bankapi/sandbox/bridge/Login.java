package bankapi.sandbox.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a login of the test bank makes happen: Bridge's sandbox logins {@code success}, {@code otp},
 * {@code otp_fail}, {@code app2app}, {@code app2app_expiry}, a status such as {@code 402} or {@code
 * 1005_CLOSED_ACCOUNT}, or a sequence such as {@code success.1010}, whose later parts come with
 * later refreshes. Anything else is refused as wrong.
 *
 * @param challenge what the bank asks after the password
 * @param outcome the status the item then has
 * @param later the statuses of its next refreshes, the last one for good
 */
public record Login(Challenge challenge, ItemStatus outcome, List<ItemStatus> later) {

  /** A second factor. */
  public enum Challenge {
    NONE,
    CODE,
    APP
  }

  private static final Pattern STATUS = Pattern.compile("(\\d{1,4})(?:_([A-Za-z_]+))?");

  public static Login parse(String text) {
    String[] parts = text.strip().split("\\.", -1);
    List<ItemStatus> later = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      later.add(status(parts[i]));
    }
    return switch (parts[0]) {
      case "otp" -> new Login(Challenge.CODE, ItemStatus.OK, later);
      case "otp_fail" -> new Login(Challenge.CODE, ItemStatus.OTP_REQUIRED, later);
      case "app2app" -> new Login(Challenge.APP, ItemStatus.OK, later);
      case "app2app_expiry" -> new Login(Challenge.APP, ItemStatus.OTP_REQUIRED, later);
      default -> new Login(Challenge.NONE, status(parts[0]), later);
    };
  }

  /** What an item asks that only has to be confirmed again: a code, and all is well. */
  public static Login confirmation() {
    return new Login(Challenge.CODE, ItemStatus.OK, List.of());
  }

  private static ItemStatus status(String part) {
    if (part.equals("success")) {
      return ItemStatus.OK;
    }
    Matcher matcher = STATUS.matcher(part);
    if (!matcher.matches()) {
      return ItemStatus.INVALID_CREDS;
    }
    int code = Integer.parseInt(matcher.group(1));
    String info = matcher.group(2);
    return info == null ? ItemStatus.of(code) : new ItemStatus(code, info.toLowerCase(Locale.ROOT));
  }
}

package bankapi.item.control;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Bridge's status codes of an item mean for the site, as data (version 2025-01-15 of Bridge's
 * API, with the codes of 2021-06-01 that may still occur). A code that is not known here is passed
 * on as it is and makes nobody act: what it means may be the bank's business.
 */
public enum ItemStatus {
  OK(0, Meaning.HEALTHY, null),
  JUST_ADDED(-2, Meaning.WAIT, null),
  JUST_EDITED(-3, Meaning.WAIT, null),
  INVALID_CREDENTIALS(402, Meaning.ACT, "get_bridge_edit_link"),
  ACTION_AT_THE_BANK(429, Meaning.ACT, "get_bridge_edit_link"),
  PASSWORD_TO_CHANGE(430, Meaning.ACT, "get_bridge_edit_link"),
  BANK_UNAVAILABLE(1003, Meaning.BANK, null),
  NOT_SUPPORTED(1005, Meaning.DEAD, null),
  TEMPORARILY_DISABLED(1007, Meaning.BANK, null),
  INCOMPLETE(1009, Meaning.BANK, null),
  AUTHENTICATION_NEEDED(1010, Meaning.ACT, "get_sca_authentication_link"),
  MIGRATION(1099, Meaning.BANK, null),
  PROFESSIONAL_CONFIRMATION(1100, Meaning.ACT, "get_pro_confirmation_link"),
  UNKNOWN(Integer.MIN_VALUE, Meaning.UNKNOWN, null);

  /** The link method that renews a consent before it ends. */
  static final String RENEWAL = "get_sca_authentication_link";

  /** Who has to do something; from the best to the worst. */
  public enum Meaning {
    /** Nobody: data flow. */
    HEALTHY,
    /** Nobody: Bridge is at work. */
    WAIT,
    /** The bank or Bridge: the user is never told to act. */
    BANK,
    /** Nobody knows: operators should look. */
    UNKNOWN,
    /** The bank's user, through the link of {@link ItemStatus#wayOut()}. */
    ACT,
    /** Nobody can: the connection does not work with this bank. */
    DEAD;

    /** The word by which operators know it, for example {@code act}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final int code;
  private final Meaning meaning;
  private final @Nullable String wayOut;

  ItemStatus(int code, Meaning meaning, @Nullable String wayOut) {
    this.code = code;
    this.meaning = meaning;
    this.wayOut = wayOut;
  }

  public static ItemStatus of(int code) {
    return Arrays.stream(values()).filter(s -> s.code == code).findFirst().orElse(UNKNOWN);
  }

  /** The {@link Meaning#word() word} for each of these codes. */
  public static Map<Integer, String> words(Set<Integer> codes) {
    Map<Integer, String> words = new TreeMap<>();
    codes.forEach(code -> words.put(code, of(code).meaning().word()));
    return words;
  }

  public Meaning meaning() {
    return meaning;
  }

  /** The link method that mends it, or null where no link does. */
  public @Nullable String wayOut() {
    return wayOut;
  }

  public boolean needsAction() {
    return meaning == Meaning.ACT;
  }

  /** Whether the bank, or Bridge's way to it, does not answer: others there may fail as well. */
  public boolean isOutage() {
    return this == BANK_UNAVAILABLE || this == TEMPORARILY_DISABLED;
  }

  int code() {
    return code;
  }

  /** The word by which sites know it. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT);
  }
}

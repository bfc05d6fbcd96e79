package bankapi.platform.entity;

import org.jspecify.annotations.Nullable;

/** What may stand in a text column. */
public final class Texts {

  private Texts() {}

  /**
   * @throws IllegalArgumentException when it is blank or longer
   */
  public static String filled(String text, String name, int atMost) {
    if (text.isBlank() || text.length() > atMost) {
      throw new IllegalArgumentException(name + " must have 1 to " + atMost + " characters");
    }
    return text;
  }

  /** Foreign text made storable: no control characters (PostgreSQL refuses NUL), cut to length. */
  public static @Nullable String cut(@Nullable String text, int atMost) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String start = text.length() <= atMost ? text : text.substring(0, atMost);
    return start.replaceAll("\\p{Cc}|\\p{Cs}", " ");
  }
}

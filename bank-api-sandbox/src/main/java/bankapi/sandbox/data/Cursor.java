package bankapi.sandbox.data;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list, opaque to clients: unpadded base64 of an id, or of {@code
 * epoch-milliseconds:id} in lists ordered by modification.
 */
public record Cursor(long updatedAt, long id) {

  /** Where lists begin. */
  public static final Cursor START = new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);

  private static final Pattern FORM = Pattern.compile("(?:(\\d{1,15}):)?(\\d{1,18})");

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Cursor decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    if (text.endsWith("=") || !matcher.matches()) {
      throw new IllegalArgumentException("not a cursor");
    }
    String time = matcher.group(1);
    return new Cursor(time == null ? 0 : Long.parseLong(time), Long.parseLong(matcher.group(2)));
  }

  /** Of a list ordered by id. */
  public static String ofId(long id) {
    return encode(Long.toString(id));
  }

  /** Of a list ordered by modification. */
  public String encoded() {
    return encode(updatedAt + ":" + id);
  }

  private static String encode(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a row of this time and id comes later than this place in a newest-first list. */
  boolean isBefore(long otherUpdatedAt, long otherId) {
    return otherUpdatedAt < updatedAt || (otherUpdatedAt == updatedAt && otherId < id);
  }
}

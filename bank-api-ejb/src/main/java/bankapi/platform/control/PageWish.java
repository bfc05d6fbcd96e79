package bankapi.platform.control;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many at most, 1 to {@link #MOST}
 * @param after the {@code next} of the part before; null: from the beginning
 */
public record PageWish(int limit, @Nullable String after) {

  /** The largest part of any list. */
  public static final int MOST = 500;

  private static final int CURSOR = 24;

  /**
   * @throws GatewayException INVALID_ARGUMENT
   */
  public PageWish {
    if (limit < 1 || limit > MOST) {
      throw GatewayException.invalid("limit", "must be a number from 1 to " + MOST);
    }
  }

  /** The last row of the part before: lists are sorted by a time and, within it, by id. */
  public record Cursor(Instant at, UUID id) {

    public String text() {
      ByteBuffer bytes = ByteBuffer.allocate(CURSOR);
      bytes.putLong(at.toEpochMilli());
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
      return Base64.getUrlEncoder().encodeToString(bytes.array());
    }
  }

  /**
   * @throws GatewayException INVALID_ARGUMENT for what no list has given
   */
  public @Nullable Cursor cursor() {
    if (after == null) {
      return null;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(after));
      if (bytes.remaining() != CURSOR) {
        throw notOurs();
      }
      return new Cursor(
          KnownYears.check("after", Instant.ofEpochMilli(bytes.getLong())),
          new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException e) {
      throw notOurs();
    }
  }

  /** The same for a list that is sorted by a number. */
  public @Nullable Long number() {
    try {
      return after == null ? null : Long.valueOf(after);
    } catch (NumberFormatException e) {
      throw notOurs();
    }
  }

  /** The same for a list that is sorted by ids. */
  public @Nullable UUID id() {
    try {
      return after == null ? null : UUID.fromString(after);
    } catch (IllegalArgumentException e) {
      throw notOurs();
    }
  }

  private static GatewayException notOurs() {
    return GatewayException.invalid("after", "is not what a page before has given");
  }
}

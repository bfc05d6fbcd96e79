package bankapi.sandbox.bridge;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Bridge's three ways to write a time; all mean UTC. */
public final class Times {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NO_ZONE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** The usual one, with milliseconds. */
  public static String millis(Instant time) {
    return MILLIS.format(time);
  }

  static String millis(long epochMillis) {
    return MILLIS.format(Instant.ofEpochMilli(epochMillis));
  }

  /** As in one of Bridge's examples of {@code last_try_refresh}. */
  static String noZone(Instant time) {
    return NO_ZONE.format(time);
  }

  /** As {@code authentication_expires_at} is written. */
  public static String seconds(Instant time) {
    return SECONDS.format(time);
  }
}

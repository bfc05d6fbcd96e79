package bankapi.bridge.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Bridge's timestamps: ISO 8601, mostly {@code 2024-11-20T16:10:09.429Z}, sometimes without
 * milliseconds, sometimes without a zone, which then is UTC.
 */
final class BridgeTimes {

  private BridgeTimes() {}

  /** What cannot be understood counts as not said: a date must never cost the whole answer. */
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      TemporalAccessor time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text.strip()).atStartOfDay()
              : DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  text.strip(), Instant::from, LocalDateTime::from);
      return time instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : Instant.from(time);
    } catch (DateTimeException e) {
      return null;
    }
  }
}

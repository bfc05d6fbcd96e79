package bankapi.site.control;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.KnownYears;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/**
 * A moment as sites write it: {@code YYYY-MM-DD}, {@code YYYY-MM-DD HH:MM[:SS[.ffffff]]}, or ISO
 * 8601 with {@code T} and perhaps an offset. Without an offset it is in the site's zone, and a bare
 * date is its start of day there. Where the clocks go back and a time is there twice, it is the
 * first. The year is one from 1900 to 9999.
 */
public final class SiteTime {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .optionalStart()
          .appendPattern("[' '][XXX][XX][X]")
          .optionalEnd()
          .optionalEnd()
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private SiteTime() {}

  /**
   * @param argument its name, for the error
   * @throws GatewayException INVALID_ARGUMENT
   */
  public static Instant parse(String argument, String text, ZoneId zone) {
    try {
      TemporalAccessor time =
          FORMAT.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (time instanceof ZonedDateTime exact) {
        return KnownYears.check(argument, exact.toInstant());
      }
      LocalDateTime local =
          time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
      return KnownYears.check(argument, local.atZone(zone).toInstant());
    } catch (DateTimeException e) {
      throw GatewayException.invalid(
          argument, "must be a date (YYYY-MM-DD) or a time (YYYY-MM-DD HH:MM:SS, or ISO 8601)");
    }
  }
}

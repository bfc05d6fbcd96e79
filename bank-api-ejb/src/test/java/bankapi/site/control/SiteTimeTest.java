package bankapi.site.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.control.GatewayException.Code;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTimeTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2026-01-15, 2026-01-14T23:00:00Z",
    "2026-07-15, 2026-07-14T22:00:00Z",
    "2026-07-15 10:11:12, 2026-07-15T08:11:12Z",
    "2026-07-15 10:11, 2026-07-15T08:11:00Z",
    "2026-07-15 10:11:12.345678, 2026-07-15T08:11:12.345678Z",
    "2026-07-15T10:11:12, 2026-07-15T08:11:12Z",
    "2026-07-15T10:11:12Z, 2026-07-15T10:11:12Z",
    "2026-07-15T10:11:12.345Z, 2026-07-15T10:11:12.345Z",
    "2026-07-15T10:11:12+02:00, 2026-07-15T08:11:12Z",
    "2026-07-15T10:11:12+0200, 2026-07-15T08:11:12Z",
    "2026-07-15 10:11:12+02, 2026-07-15T08:11:12Z",
    "2026-07-15 10:11:12 +02:00, 2026-07-15T08:11:12Z",
    "2026-07-15t10:11:12z, 2026-07-15T10:11:12Z",
    // The clocks go forward at 02:00, and back at 03:00: the first of the two.
    "2026-03-29 02:30:00, 2026-03-29T01:30:00Z",
    // The first and the last that may be.
    "1900-01-01, 1899-12-31T23:50:39Z",
    "9999-12-31 23:59:59, 9999-12-31T22:59:59Z",
    "2026-10-25 02:30:00, 2026-10-25T00:30:00Z"
  })
  void readsWhatSitesWrite(String text, Instant expected) {
    assertThat(SiteTime.parse("since", text, PARIS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "15/07/2026",
        "2026-02-30",
        "2026-07-15 25:00:00",
        "1752566400",
        " ",
        // Nobody keeps such times, and databases could not.
        "+999999999-01-01",
        "+10000-01-02",
        "1899-12-30",
        "-0001-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59-12:00"
      })
  void refusesTheRestByName(String text) {
    assertThat(fails(Code.INVALID_ARGUMENT, () -> SiteTime.parse("since", text, PARIS)).argument())
        .contains("since");
  }
}

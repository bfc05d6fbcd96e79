package bankapi.item.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

  private static final Instant EARLY = Instant.parse("2026-01-05T10:00:00Z");
  private static final Instant LATE = EARLY.plusSeconds(1);

  @Test
  void severalItemsAreAsFreshAsTheOldest() {
    assertThat(
            Freshness.of(
                List.of(
                    new Freshness(LATE, EARLY, 0),
                    new Freshness(EARLY, LATE, 0),
                    new Freshness(null, null, 402))))
        .isEqualTo(new Freshness(EARLY, EARLY, 402));
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThat(Freshness.of(List.of())).isEqualTo(Freshness.UNKNOWN);
    assertThat(Freshness.of(List.of(new Freshness(null, null, -2))))
        .isEqualTo(new Freshness(null, null, -2));
  }

  @ParameterizedTest
  @CsvSource({"0, -2", "-2, 1003", "0, 1003", "1003, 1010", "1010, 1005"})
  void theWorseStatusCounts(int better, int worse) {
    assertThat(
            Freshness.of(
                    List.of(
                        new Freshness(null, null, better),
                        new Freshness(null, null, worse),
                        new Freshness(null, null, better)))
                .status())
        .isEqualTo(worse);
  }
}

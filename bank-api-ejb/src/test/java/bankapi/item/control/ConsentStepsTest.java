package bankapi.item.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentStepsTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "P31D, ",
    "P30DT0.001S, ",
    "P30D, 30",
    "P14DT1S, 30",
    "P14D, 14",
    "P7DT1S, 14",
    "P7D, 7",
    "P5D, 7",
    "P1DT1S, 7",
    "P1D, 1",
    "PT1S, 1",
    "PT0S, ",
    "PT-1S, "
  })
  void theNearestStepIsTheOneReached(Duration left, Integer step) {
    ConsentSteps steps = new ConsentSteps("30,14,7,1");
    assertThat(steps.reached(NOW.plus(left), NOW).orElse(null)).isEqualTo(step);
  }

  @Test
  void orderAndRepetitionDoNotMatter() {
    assertThat(new ConsentSteps(" 1, 7,7 ,30").windows(NOW))
        .extracting(ConsentSteps.Window::days)
        .containsExactly(1, 7, 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "0", "-1", "366", "1.5", "30;14", "soon", "99999999999"})
  void whatIsNoNumberOfDaysStopsTheStart(String setting) {
    assertThatThrownBy(() -> new ConsentSteps(setting))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bankapi.consent.expiring-days");
  }
}

package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RareTracesTest {

  private final HandClock clock = new HandClock();
  private final RareTraces traces =
      TestBeans.create(RareTraces.class, TestBeans.create(RareLines.class, clock));

  private static RuntimeException here() {
    return new IllegalStateException("inside");
  }

  private static RuntimeException there() {
    return new IllegalStateException("inside");
  }

  @Test
  void oneAMinuteForEachClassAndPlaceOfTheInnermostCause() {
    assertThat(traces.isDue(here())).isTrue();
    assertThat(traces.isDue(new IllegalArgumentException("around", here()))).isFalse();
    assertThat(traces.isDue(there())).isTrue();
    clock.pass(Duration.ofMinutes(1));
    assertThat(traces.isDue(here())).isTrue();
  }
}

package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RareLinesTest {

  private final HandClock clock = new HandClock();
  private final RareLines lines = TestBeans.create(RareLines.class, clock);

  @Test
  void eachIsSaidOnceAMinuteWithHowOftenItWasKeptBack() {
    assertThat(lines.due("forged")).hasValue(0);
    assertThat(lines.due("forged")).isEmpty();
    assertThat(lines.due("forged")).isEmpty();
    assertThat(lines.due("from elsewhere")).hasValue(0);
    clock.pass(Duration.ofSeconds(60).minusMillis(1));
    assertThat(lines.due("forged")).isEmpty();
    clock.pass(Duration.ofMillis(1));
    assertThat(lines.due("forged")).hasValue(3);
    clock.pass(Duration.ofMinutes(5));
    assertThat(lines.due("forged")).hasValue(0);
  }

  @Test
  void doesNotGrowWithTheNumberOfKinds() {
    for (int i = 0; i < 200; i++) {
      assertThat(lines.due("kind " + i)).hasValue(0);
    }
    assertThat(lines.due("one more")).isEmpty();
    clock.pass(Duration.ofMinutes(1));
    assertThat(lines.due("one more")).hasValue(0);
  }
}

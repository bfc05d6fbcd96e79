package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RareTracesTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final RareTraces traces = new RareTraces();

  @Test
  void oneStackTraceAMinuteForEachKind() {
    at(NOON);
    assertThat(traces.isDue("a")).isTrue();
    assertThat(traces.isDue("a")).isFalse();
    assertThat(traces.isDue("b")).isTrue();

    at(NOON.plus(Duration.ofSeconds(59)));
    assertThat(traces.isDue("a")).isFalse();

    at(NOON.plus(Duration.ofSeconds(60)));
    assertThat(traces.isDue("a")).isTrue();
  }

  @Test
  void doesNotGrowWithTheNumberOfKinds() {
    at(NOON);
    for (int i = 0; i < 200; i++) {
      assertThat(traces.isDue("kind " + i)).isTrue();
    }

    assertThat(traces.isDue("one more")).isFalse();
  }

  private void at(Instant now) {
    traces.clock = Clock.fixed(now, ZoneOffset.UTC);
  }
}

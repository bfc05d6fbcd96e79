package bankapi.platform.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UnexpectedFailuresTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final UnexpectedFailures failures = new UnexpectedFailures();

  @Test
  void oneStackTraceAMinuteForEachKind() {
    at(NOON);
    assertThat(failures.isDue("a")).isTrue();
    assertThat(failures.isDue("a")).isFalse();
    assertThat(failures.isDue("b")).isTrue();

    at(NOON.plus(Duration.ofSeconds(59)));
    assertThat(failures.isDue("a")).isFalse();

    at(NOON.plus(Duration.ofSeconds(60)));
    assertThat(failures.isDue("a")).isTrue();
  }

  @Test
  void doesNotGrowWithTheNumberOfKinds() {
    at(NOON);
    for (int i = 0; i < 200; i++) {
      assertThat(failures.isDue("kind " + i)).isTrue();
    }

    assertThat(failures.isDue("one more")).isFalse();
  }

  private void at(Instant now) {
    failures.clock = Clock.fixed(now, ZoneOffset.UTC);
  }
}

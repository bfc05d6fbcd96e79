package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestBeans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  private final AlertPolicy policy = TestBeans.create(AlertPolicy.class);

  @Test
  void opensWhenItHasHeldForLongEnough() {
    assertThat(policy.opens(NOW.minus(Duration.ofMinutes(2)), NOW)).isTrue();
    assertThat(policy.opens(NOW.minus(Duration.ofMinutes(2)).plusMillis(1), NOW)).isFalse();
  }

  @Test
  void endsWhenItHasBeenGoneForLongEnough() {
    assertThat(policy.ends(NOW.minus(Duration.ofMinutes(10)), NOW)).isTrue();
    assertThat(policy.ends(NOW.minus(Duration.ofMinutes(10)).plusMillis(1), NOW)).isFalse();
  }

  @Test
  void aWatchThatStoodStillBeginsAnew() {
    assertThat(policy.isUnwatched(NOW.minus(Duration.ofMinutes(2)), NOW)).isFalse();
    assertThat(policy.isUnwatched(NOW.minus(Duration.ofMinutes(2)).minusMillis(1), NOW)).isTrue();
  }

  @Test
  void aChannelThatAsksForAPauseGetsItForHalfAnHourAtMost() {
    assertThat(policy.next(0, NOW, NOW, NOW.plusSeconds(5))).isEqualTo(NOW.plusSeconds(10));
    assertThat(policy.next(0, NOW, NOW, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
    assertThat(policy.next(0, NOW, NOW, NOW.plus(Duration.ofDays(1))))
        .isEqualTo(NOW.plus(Duration.ofMinutes(30)));
  }

  @Test
  void tellingIsTriedWithLongerAndLongerPausesForADay() {
    List<Long> pauses = new ArrayList<>();
    Instant at = NOW;
    for (Instant next = policy.next(0, NOW, at, at); next != null; ) {
      pauses.add(Duration.between(at, next).toSeconds());
      at = next;
      next = policy.next(pauses.size(), NOW, at, at);
    }
    assertThat(pauses.subList(0, 10))
        .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 1800L, 1800L);
    assertThat(at).isBetween(NOW.plus(Duration.ofHours(23)), NOW.plus(Duration.ofHours(24)));
  }
}

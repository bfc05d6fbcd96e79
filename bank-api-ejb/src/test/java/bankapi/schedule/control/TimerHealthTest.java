package bankapi.schedule.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import bankapi.platform.control.HealthCheck.Finding;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimerHealthTest {

  private final HandClock clock = new HandClock();
  private final Beats beats = TestBeans.create(Beats.class, clock);
  private final TimerHealth health = TestBeans.create(TimerHealth.class, beats);

  @BeforeEach
  void start() {
    beats.prepare();
  }

  @Test
  void isWellWhileTheTimersGoOff() {
    clock.pass(Duration.ofSeconds(50));
    beats.beat();
    clock.pass(Duration.ofSeconds(50));
    Finding finding = health.look();
    assertThat(finding.well()).isTrue();
    assertThat(finding.data().getInt("last_beat_seconds")).isEqualTo(50);
  }

  @Test
  void isNotWellAMinuteAfterTheLastBeatNorWithoutAFirst() {
    clock.pass(Duration.ofMinutes(1));
    assertThat(health.look().well()).isFalse();
    beats.beat();
    assertThat(health.look().well()).isTrue();
    clock.pass(Duration.ofMinutes(1));
    assertThat(health.look().well()).isFalse();
  }

  @Test
  void aRoundThatHangsIsNamedAndNoReasonForARestart() {
    beats.begin("deliveries");
    beats.begin("events");
    beats.end("events");
    clock.pass(Duration.ofMinutes(6));
    beats.begin("connections");
    beats.beat();
    Finding finding = health.look();
    assertThat(finding.well()).isTrue();
    assertThat(finding.data().getString("hanging_round")).isEqualTo("deliveries");
    beats.end("deliveries");
    assertThat(health.look().data()).doesNotContainKey("hanging_round");
  }

  @Test
  void aRoundIsNotOvertakenByTheNext() {
    assertThat(beats.begin("events")).isTrue();
    assertThat(beats.begin("events")).isFalse();
    assertThat(beats.begin("deliveries")).isTrue();
    beats.end("events");
    assertThat(beats.begin("events")).isTrue();
  }
}

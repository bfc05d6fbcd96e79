package bankapi.delivery.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bankapi.delivery.entity.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
  private static final UUID TOKEN = UUID.randomUUID();

  private final Delivery delivery = delivery("https://erp.example.com/hook", "{}");

  @Test
  void dueAtOnce() {
    assertThat(delivery.state()).isEqualTo(State.PENDING);
    assertThat(delivery.nextAttemptAt()).isEqualTo(NOW);
    assertThat(delivery.attempts()).isZero();
  }

  @Test
  void claimedByOneAtATime() {
    delivery.claim(TOKEN, NOW, NOW.plusSeconds(60));
    assertThat(delivery.heldBy(TOKEN)).isTrue();
    assertThat(delivery.heldBy(UUID.randomUUID())).isFalse();
    UUID next = UUID.randomUUID();
    assertThatIllegalStateException()
        .isThrownBy(() -> delivery.claim(next, NOW.plusSeconds(59), NOW.plusSeconds(119)));
    delivery.claim(next, NOW.plusSeconds(60), NOW.plusSeconds(120));
    assertThat(delivery.heldBy(TOKEN)).isFalse();
    assertThat(delivery.heldBy(next)).isTrue();
  }

  @Test
  void everySettlementEndsTheClaim() {
    delivery.claim(TOKEN, NOW, NOW.plusSeconds(60));
    delivery.retry(NOW.plusSeconds(5), null, "reset");
    assertThat(delivery.heldBy(TOKEN)).isFalse();
    assertThat(delivery.attempts()).isEqualTo(1);
    assertThat(delivery.nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));

    delivery.claim(TOKEN, NOW, NOW.plusSeconds(60));
    delivery.delivered(200, NOW.plusSeconds(6));
    assertThat(delivery.heldBy(TOKEN)).isFalse();
    assertThat(delivery.state()).isEqualTo(State.DELIVERED);
    assertThat(delivery.attempts()).isEqualTo(2);
    assertThat(delivery.settledAt()).isEqualTo(NOW.plusSeconds(6));
    assertThat(delivery.lastError()).isNull();
  }

  @Test
  void onlyAWaitingOneMoves() {
    delivery.dead(410, "gone", NOW);
    assertThatIllegalStateException().isThrownBy(() -> delivery.delivered(200, NOW));
    assertThatIllegalStateException().isThrownBy(() -> delivery.retry(NOW, 500, "x"));
    assertThatIllegalStateException().isThrownBy(() -> delivery.dead(500, "x", NOW));
    assertThatIllegalStateException().isThrownBy(() -> delivery.cancel(NOW));
    assertThatIllegalStateException().isThrownBy(() -> delivery.handBack());
    assertThatIllegalStateException()
        .isThrownBy(() -> delivery.claim(TOKEN, NOW, NOW.plusSeconds(60)));
  }

  @Test
  void replayStartsTheScheduleAgain() {
    delivery.retry(NOW, 500, "x");
    assertThatIllegalStateException().isThrownBy(() -> delivery.replay(NOW));
    delivery.dead(500, "x", NOW);
    Instant later = NOW.plus(Duration.ofDays(3));
    delivery.replay(later);
    assertThat(delivery.state()).isEqualTo(State.PENDING);
    assertThat(delivery.attempts()).isZero();
    assertThat(delivery.nextAttemptAt()).isEqualTo(later);
    assertThat(delivery.settledAt()).isNull();
  }

  @Test
  void cancelledOnesStayCancelled() {
    delivery.claim(TOKEN, NOW, NOW.plusSeconds(60));
    delivery.cancel(NOW);
    assertThat(delivery.heldBy(TOKEN)).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> delivery.replay(NOW));
  }

  @Test
  void refusesWhatItCannotHold() {
    assertThatIllegalArgumentException().isThrownBy(() -> delivery(" ", "{}"));
    assertThatIllegalArgumentException().isThrownBy(() -> delivery("https://e", "x".repeat(65537)));
    assertThatNullPointerException()
        .isThrownBy(
            () ->
                new Delivery(
                    null,
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    null,
                    "ping",
                    "u",
                    "{}",
                    null,
                    NOW));
  }

  @Test
  void foreignTextIsMadeStorable() {
    delivery.retry(NOW, null, "a\u0000b\n" + "x".repeat(600));
    assertThat(delivery.lastError()).startsWith("a b x").hasSize(500);
    DeliveryAttempt attempt =
        new DeliveryAttempt(
            delivery.id(),
            delivery.siteId(),
            NOW,
            Duration.ofMillis(12),
            DeliveryAttempt.Outcome.RETRY,
            500,
            "e",
            "x".repeat(1023) + "🏦");
    assertThat(attempt.excerpt()).hasSize(1024).endsWith("x ");
  }

  private static Delivery delivery(String url, String payload) {
    return new Delivery(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        null,
        "ping",
        url,
        payload,
        null,
        NOW);
  }
}

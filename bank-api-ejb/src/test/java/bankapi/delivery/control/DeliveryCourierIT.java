package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.site.control.WebhookSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of one delivery: sent, sent again, held back or given up. */
class DeliveryCourierIT extends AtThePump {

  @Test
  void deliversAndWritesDownTheAttempt() throws Exception {
    TestReceiver receiver = receiver(TestReceiver.status(200));
    UUID id = outbox.enqueue(outbox.site(), receiver.url(), null);
    assertThat(pump.tick()).isEqualTo(1);
    awaitState(id, "delivered");
    assertThat(receiver.received).hasSize(1);
    assertThat(receiver.received.get(0).headers()).containsEntry("webhook-id", id.toString());
    assertThat(outbox.deliveries.attempts(id))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.status()).isEqualTo(200));
    assertThat(pump.tick()).isZero();
  }

  @Test
  void triesTenTimesAndGivesUpVisibly() throws Exception {
    TestReceiver receiver = receiver(TestReceiver.status(500));
    UUID id = outbox.enqueue(outbox.site(), receiver.url(), null);
    for (int attempt = 1; attempt <= 10; attempt++) {
      assertThat(pump.tick()).isEqualTo(1);
      int made = attempt;
      await().until(() -> outbox.view(id).attempts() == made);
      outbox.clock.pass(Duration.ofHours(29));
    }
    awaitState(id, "dead");
    assertThat(pump.tick()).isZero();
    assertThat(receiver.received).hasSize(10);
    assertThat(outbox.deliveries.attempts(id)).hasSize(10);
    assertThat(outbox.view(id).lastStatus()).isEqualTo(500);
    assertThat(outbox.deliveries.attempts(id).get(9).excerpt()).isEqualTo("ok");
  }

  @Test
  void aUrlThatIsNotAllowedIsDeadAtOnce() {
    UUID id = outbox.enqueue(outbox.site(), "http://erp.example.com/hook", null);
    pump.tick();
    awaitState(id, "dead");
    assertThat(outbox.view(id).lastError()).isEqualTo("the URL must begin with https://");
  }

  /** As when the key is lost that its secret was encrypted with. */
  @Test
  void whatCannotBeSignedWaitsIsSeenToBeLateAndIsNeverGivenUp() throws Exception {
    TestReceiver receiver = receiver(TestReceiver.status(200));
    UUID id = outbox.enqueue(outbox.site(), receiver.url(), null);
    Instant due = outbox.clock.instant();
    DeliveryCourier courier =
        outbox.courier(
            queue,
            sender(threads),
            new WebhookSecrets() {
              @Override
              public Signing signing(UUID siteId) {
                throw new IllegalStateException("a key is no longer configured");
              }
            });
    for (int i = 0; i < 12; i++) {
      outbox.clock.pass(Duration.ofMinutes(1));
      courier.carry(claimOne());
      assertThat(queue.claim(limits(), outbox.clock.instant(), TestDeliveries.LEASE))
          .as("a pause")
          .isEmpty();
    }
    assertThat(outbox.view(id).attempts()).isZero();
    assertThat(outbox.view(id).lastError()).contains("could not be signed");
    assertThat(outbox.deliveries.attempts(id)).isEmpty();
    assertThat(queue.counts(outbox.clock.instant()).oldestDue()).isEqualTo(due);
    outbox.clock.pass(Duration.ofMinutes(1));
    assertThat(pump.tick()).as("the key is back").isEqualTo(1);
    await().until(() -> receiver.received.size() == 1);
  }

  @Test
  void aHostThatIsNoLongerPinnedIsNotSentTo() throws Exception {
    TestReceiver receiver = receiver(TestReceiver.status(200));
    UUID id = outbox.enqueue(outbox.site(), receiver.url(), null);
    pinned.remove(receiver.host());
    pump.tick();
    await().until(() -> outbox.deliveries.attempts(id).size() == 1);
    assertThat(receiver.received).isEmpty();
    assertThat(outbox.view(id).lastError())
        .isEqualTo("the URL is not on a host that is pinned to the site");
    assertThat(outbox.view(id).settledAt()).as("given up at once").isNotNull();
    pinned.add(receiver.host());
    outbox.deliveries.replay(id, "operator");
    pump.tick();
    await().until(() -> receiver.received.size() == 1);
  }

  private ClaimedDelivery claimOne() {
    return queue.claim(limits(), outbox.clock.instant(), TestDeliveries.LEASE).get(0);
  }
}

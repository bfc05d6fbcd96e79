package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bankapi.platform.TestBeans;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliverySlotsTest {

  private static final Duration FAST = Duration.ofMillis(20);
  private static final Duration HANGING = Duration.ofSeconds(15);

  private final DeliverySlots slots = TestBeans.create(DeliverySlots.class);
  private final UUID site = UUID.randomUUID();

  @Test
  void twoPerTargetAndSixteenInAll() {
    assertThat(slots.take(site, "a")).isTrue();
    assertThat(slots.take(site, "a")).isTrue();
    assertThat(slots.take(site, "a")).isFalse();
    for (int i = 0; i < 14; i++) {
      assertThat(slots.take(site, "t" + i)).isTrue();
    }
    assertThat(slots.free()).isZero();
    assertThat(slots.take(site, "b")).isFalse();
    slots.release(site, "t3", FAST);
    assertThat(slots.take(site, "b")).isTrue();
  }

  @Test
  void whoCanWaitGetsThePlaceThatBecomesFree() throws Exception {
    slots.take(site, "a");
    slots.take(site, "a");
    assertThat(slots.take(site, "a", Duration.ofMillis(20))).isFalse();
    FutureTask<Boolean> waiting =
        new FutureTask<>(() -> slots.take(site, "a", Duration.ofMinutes(1)));
    Thread waiter = new Thread(waiting);
    waiter.start();
    await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    slots.release(site, "a", FAST);
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(slots.take(site, "a")).as("it has the place").isFalse();
  }

  @Test
  void slowTargetsShareHalfOfThePlaces() {
    for (int i = 0; i < 16; i++) {
      assertThat(slots.take(site, "slow" + i)).isTrue();
    }
    for (int i = 0; i < 16; i++) {
      slots.release(site, "slow" + i, HANGING);
    }
    int taken = 0;
    for (int i = 0; i < 16; i++) {
      taken += slots.take(site, "slow" + i) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(8);
    assertThat(slots.take(site, "healthy")).isTrue();
  }

  @Test
  void aTargetThatAnswersQuicklyAgainIsNoLongerSlow() {
    for (int i = 0; i < 9; i++) {
      assertThat(slots.take(site, "s" + i)).isTrue();
      slots.release(site, "s" + i, HANGING);
    }
    assertThat(slots.take(site, "s8")).isTrue();
    slots.release(site, "s8", FAST);
    for (int i = 0; i < 9; i++) {
      assertThat(slots.take(site, "s" + i)).isTrue();
    }
  }

  @Test
  void tellsWhatEachSiteHasAndForgetsIt() {
    slots.take(site, "a");
    slots.take(site, "b");
    assertThat(slots.takenBySite()).containsEntry(site, 2);
    slots.release(site, "a", FAST);
    assertThat(slots.takenBySite()).containsEntry(site, 1);
    slots.release(site, "b", FAST);
    assertThat(slots.takenBySite()).isEmpty();
    assertThat(slots.free()).isEqualTo(16);
  }

  @Test
  void oneTickAtATime() {
    assertThat(slots.beginTick()).isTrue();
    assertThat(slots.beginTick()).isFalse();
    slots.endTick();
    assertThat(slots.beginTick()).isTrue();
  }

  @Test
  void doesNotWaitWhenNothingIsUnderWay() throws InterruptedException {
    assertThat(slots.awaitRelease(slots.released(), Duration.ofHours(1))).isFalse();
  }

  /** A receiver may be quicker than the claim during which its place seemed taken. */
  @Test
  void aPlaceThatBecameFreeBeforeTheWaitIsNotMissed() throws InterruptedException {
    assertThat(slots.take(site, "a")).isTrue();
    long before = slots.released();
    slots.release(site, "a", FAST);
    assertThat(slots.awaitRelease(before, Duration.ofHours(1))).isTrue();
  }
}

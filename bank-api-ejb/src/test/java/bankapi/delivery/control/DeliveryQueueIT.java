package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which deliveries a node takes next, and what it may still say of them. */
@OnEachDatabase
class DeliveryQueueIT extends AtTheOutbox {

  DeliveryQueueIT(TestDatabase database) {
    super(database);
  }

  @Test
  void claimedOnceAndFreeAgainWhenTheLeaseIsOver() {
    UUID id = outbox.enqueue(outbox.site());

    List<ClaimedDelivery> first = outbox.claim(queue, 16, 2);
    assertThat(first).extracting(ClaimedDelivery::id).containsExactly(id);
    assertThat(first.get(0).leaseUntil())
        .isEqualTo(outbox.clock.instant().plus(TestDeliveries.LEASE));
    outbox.clock.pass(TestDeliveries.LEASE.minusMillis(1));
    assertThat(outbox.claim(queue, 16, 2)).isEmpty();
    outbox.clock.pass(Duration.ofMillis(1));

    List<ClaimedDelivery> second = outbox.claim(outbox.queue(), 16, 2);
    assertThat(second).extracting(ClaimedDelivery::id).containsExactly(id);
    assertThat(second.get(0).token()).isNotEqualTo(first.get(0).token());
  }

  @Test
  void whoLostTheClaimWritesNothing() {
    outbox.enqueue(outbox.site());
    ClaimedDelivery slow = outbox.claim(queue, 1, 1).get(0);
    outbox.clock.pass(TestDeliveries.LEASE);
    ClaimedDelivery taken = outbox.claim(outbox.queue(), 1, 1).get(0);

    assertThat(outbox.settle(queue, slow, new DeliveryOutcome.Dead(500, "late"))).isFalse();
    queue.handBack(slow, outbox.clock.instant());
    assertThat(outbox.view(slow.id()).state()).isEqualTo("pending");
    assertThat(outbox.deliveries.attempts(slow.id())).isEmpty();

    assertThat(outbox.settle(queue, taken, new DeliveryOutcome.Delivered(204))).isTrue();
    assertThat(outbox.settle(queue, taken, new DeliveryOutcome.Dead(500, "again"))).isFalse();
    DeliveryView view = outbox.view(slow.id());
    assertThat(view.state()).isEqualTo("delivered");
    assertThat(view.lastStatus()).isEqualTo(204);
    assertThat(view.attempts()).isEqualTo(1);
    assertThat(view.settledAt()).isEqualTo(outbox.clock.instant());
  }

  @Test
  void retriedNotBeforeItsTime() {
    UUID id = outbox.enqueue(outbox.site());
    Instant at = outbox.clock.instant().plusSeconds(5);
    assertThat(
            outbox.settle(
                queue,
                outbox.claim(queue, 1, 1).get(0),
                new DeliveryOutcome.Retry(at, null, "reset")))
        .isTrue();

    assertThat(outbox.claim(queue, 1, 1)).isEmpty();
    outbox.clock.pass(Duration.ofSeconds(5));
    assertThat(outbox.claim(queue, 1, 1))
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.id()).isEqualTo(id);
              assertThat(again.attempts()).isEqualTo(1);
            });
    assertThat(outbox.deliveries.attempts(id))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.outcome()).isEqualTo("retry");
              assertThat(attempt.status()).isEqualTo(503);
              assertThat(attempt.durationMs()).isEqualTo(7);
            });
  }

  @Test
  void handedBackIsDueAtOnceAndCountsAsNoAttempt() {
    UUID id = outbox.enqueue(outbox.site());
    ClaimedDelivery claimed = outbox.claim(queue, 1, 1).get(0);
    queue.handBack(claimed, outbox.clock.instant());
    assertThat(outbox.claim(queue, 1, 1)).extracting(ClaimedDelivery::attempts).containsExactly(0);
    assertThat(outbox.deliveries.attempts(id)).isEmpty();
  }

  @Test
  void oldestOfASiteFirst() {
    UUID site = outbox.site();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(outbox.enqueue(site));
      outbox.clock.pass(Duration.ofMillis(1));
    }
    assertThat(outbox.claim(queue, 3, 3))
        .extracting(ClaimedDelivery::id)
        .containsExactlyElementsOf(ids.subList(0, 3));
    assertThat(outbox.claim(queue, 3, 3))
        .extracting(ClaimedDelivery::id)
        .containsExactlyElementsOf(ids.subList(3, 5));
  }

  @Test
  void everySiteIsServedBeforeAnyIsServedTwice() {
    Set<UUID> sites = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      UUID site = outbox.site();
      sites.add(site);
      outbox.backlog(site, 20);
    }
    List<UUID> served = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      outbox.claim(queue, 4, 2).forEach(delivery -> served.add(delivery.siteId()));
    }
    assertThat(served).hasSize(20);
    assertThat(served.subList(0, 10)).containsExactlyInAnyOrderElementsOf(sites);
    assertThat(served.subList(10, 20)).containsExactlyInAnyOrderElementsOf(sites);
  }

  @Test
  void noSiteTakesMoreThanItsShare() {
    UUID busy = outbox.site();
    outbox.backlog(busy, 50);
    assertThat(outbox.claim(queue, 16, 2)).hasSize(2);
    assertThat(
            queue.claim(
                new ClaimLimits(16, 2, Map.of(busy, 1)),
                outbox.clock.instant(),
                TestDeliveries.LEASE))
        .hasSize(1);
    assertThat(
            queue.claim(
                new ClaimLimits(16, 2, Map.of(busy, 2)),
                outbox.clock.instant(),
                TestDeliveries.LEASE))
        .isEmpty();
  }

  @Test
  void aLongBacklogOfOneSiteDoesNotDelayAnother() {
    outbox.backlog(outbox.site(), 10_000);
    UUID id = outbox.enqueue(outbox.site());
    assertThat(outbox.claim(queue, 16, 2)).hasSize(3).extracting(ClaimedDelivery::id).contains(id);
  }

  @Test
  void claimersAtTheSameTimeNeverShareARow() throws Exception {
    for (int i = 0; i < 4; i++) {
      outbox.backlog(outbox.site(), 100);
    }
    Set<UUID> seen = ConcurrentHashMap.newKeySet();
    List<UUID> twice = new ArrayList<>();
    CyclicBarrier together = new CyclicBarrier(4);
    Callable<Void> claimer =
        () -> {
          DeliveryQueue own = outbox.queue();
          together.await();
          int empty = 0;
          while (empty < 3) {
            List<ClaimedDelivery> claimed = outbox.claim(own, 16, 5);
            empty = claimed.isEmpty() ? empty + 1 : 0;
            for (ClaimedDelivery delivery : claimed) {
              if (!seen.add(delivery.id())) {
                synchronized (twice) {
                  twice.add(delivery.id());
                }
              }
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> done : threads.invokeAll(List.of(claimer, claimer, claimer, claimer))) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(twice).isEmpty();
    assertThat(seen).hasSize(400);
  }
}

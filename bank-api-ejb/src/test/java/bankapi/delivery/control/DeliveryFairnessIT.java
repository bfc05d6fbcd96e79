package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.CappedCount;
import bankapi.platform.control.ServerThreads;
import bankapi.platform.control.TestThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A site whose receiver hangs, with a very long backlog, and another one. */
class DeliveryFairnessIT {

  private static final int BACKLOG = 100_000;

  /** No attempt at the hanging receiver ends by itself while the test runs. */
  private static final Duration FOR_EVER = Duration.ofHours(1);

  @Test
  void anotherSitesEventDoesNotWaitForAnyOfThem() throws Exception {
    try (TestDatabase database = TestDatabase.postgres();
        TestThreads threads = new TestThreads();
        TestReceiver hanging = new TestReceiver(TestReceiver.hang());
        TestReceiver healthy = new TestReceiver(TestReceiver.status(200))) {
      TestDeliveries outbox = new TestDeliveries(database);
      DeliveryQueue queue = outbox.queue();
      DeliverySlots slots = TestBeans.create(DeliverySlots.class);
      WebhookSender sender = sender(threads);
      DeliveryPump pump =
          pump(outbox, queue, slots, threads, sender, Set.of(hanging.host(), healthy.host()));
      UUID bad = outbox.site();
      outbox.backlogOf(bad, hanging.url(), BACKLOG);
      pump.tick();
      Awaitility.await().until(() -> hanging.received.size() == 2);

      UUID id = outbox.enqueue(outbox.site(), healthy.url(), null);
      pump.tick();
      Awaitility.await().until(() -> outbox.view(id).state().equals("delivered"));

      assertThat(healthy.received).hasSize(1);
      assertThat(hanging.received).as("attempts at the hanging one").hasSize(2);
      assertThat(slots.free()).as("its two hang still: nobody waited for them").isEqualTo(14);
      assertThat(queue.counts(outbox.clock.instant()).due()).isEqualTo(CappedCount.CAP);
      assertThat(outbox.targetsOf(bad))
          .singleElement()
          .satisfies(target -> assertThat(target.failures()).isZero());
      sender.close();
      Awaitility.await().until(() -> slots.free() == 16);
    }
  }

  private static DeliveryPump pump(
      TestDeliveries outbox,
      DeliveryQueue queue,
      DeliverySlots slots,
      ServerThreads threads,
      WebhookSender sender,
      Set<String> pinned) {
    DeliveryLease lease = new DeliveryLease();
    lease.lease = FOR_EVER.multipliedBy(2);
    return TestBeans.create(
        DeliveryPump.class,
        lease,
        queue,
        slots,
        threads,
        outbox.courier(queue, sender, pinned),
        outbox.clock);
  }

  private static WebhookSender sender(ServerThreads threads) {
    TargetPolicy policy = TestBeans.create(TargetPolicy.class);
    policy.allowLoopback = true;
    PostLimits limits = TestBeans.create(PostLimits.class);
    limits.totalTimeout = FOR_EVER;
    WebhookSender sender =
        TestBeans.create(WebhookSender.class, threads, policy, limits, Clock.systemUTC());
    sender.open();
    return sender;
  }
}

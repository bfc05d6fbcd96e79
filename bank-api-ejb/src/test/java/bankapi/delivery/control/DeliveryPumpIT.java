package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.RareLines;
import bankapi.platform.control.RareTraces;
import bankapi.platform.control.ServerThreads;
import bankapi.platform.control.TestThreads;
import bankapi.site.control.TestHosts;
import bankapi.site.control.WebhookSecrets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryPumpIT {

  private static TestDatabase database;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Set<String> pinned = ConcurrentHashMap.newKeySet();
  private TestThreads threads;
  private TestDeliveries outbox;
  private DeliveryQueue queue;
  private DeliverySlots slots;
  private DeliveryPump pump;

  @BeforeAll
  static void start() {
    database = TestDatabase.postgres();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void wire() {
    outbox = new TestDeliveries(database);
    pinned.add("erp.example.com");
    threads = new TestThreads();
    node(threads);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    // What was under way settles first.
    await().until(() -> slots.free() == 16);
    threads.close();
    outbox.empty();
  }

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
  void aHangingTargetDelaysNobodyElse() throws Exception {
    TestReceiver hanging = receiver(TestReceiver.hang());
    TestReceiver healthy = receiver(TestReceiver.status(200));
    UUID bad = outbox.site();
    for (int i = 0; i < 20; i++) {
      outbox.enqueue(bad, hanging.url(), null);
    }
    pump.tick();
    await().until(() -> hanging.received.size() == 2);

    UUID good = outbox.site();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(outbox.enqueue(good, healthy.url(), null));
    }
    long start = System.nanoTime();
    await()
        .until(
            () -> {
              pump.tick();
              return healthy.received.size() == 30;
            });
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(hanging.received).hasSize(2);
    assertThat(slots.free()).isEqualTo(14);
    for (UUID id : ids) {
      awaitState(id, "delivered");
    }
  }

  @Test
  void whatIsDueToAQuickReceiverLeavesInOneTick() throws Exception {
    TestReceiver receiver = receiver(TestReceiver.status(200));
    UUID site = outbox.site();
    for (int i = 0; i < 60; i++) {
      outbox.enqueue(site, receiver.url(), null);
    }
    pump.tickTime = Duration.ofMinutes(1);
    assertThat(pump.tick()).isEqualTo(60);
    await().until(() -> receiver.received.size() == 60);
  }

  /** On Payara the next tick comes a second after the end of this one. */
  @Test
  void whatBecomesDueWhileOthersHangDoesNotWaitForTheNextTick() throws Exception {
    TestReceiver hanging = receiver(TestReceiver.hang());
    TestReceiver healthy = receiver(TestReceiver.status(200));
    outbox.enqueue(outbox.site(), hanging.url(), null);
    pump.tickTime = Duration.ofHours(1);
    Thread tick = new Thread(pump::tick);
    tick.start();
    try {
      await().until(() -> hanging.received.size() == 1);
      UUID id = outbox.enqueue(outbox.site(), healthy.url(), null);
      awaitState(id, "delivered");
      assertThat(tick.isAlive()).as("the same tick").isTrue();
    } finally {
      tick.interrupt();
      tick.join();
    }
  }

  @Test
  void sitesThatShareATargetShareItsLimit() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    TestReceiver receiver =
        receiver(
            (socket, out) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              go.await();
              now.decrementAndGet();
              TestReceiver.status(200).give(socket, out);
            });
    for (int i = 0; i < 6; i++) {
      outbox.enqueue(outbox.site(), receiver.url(), null);
    }
    assertThat(pump.tick()).isEqualTo(2);
    assertThat(pump.tick()).isZero();
    // What found no place is not held: another node may have it.
    assertThat(outbox.queue().claim(limits(), outbox.clock.instant(), Duration.ofMillis(1)))
        .hasSize(4);
    outbox.clock.pass(Duration.ofMillis(1));
    go.countDown();
    await()
        .until(
            () -> {
              pump.tick();
              return receiver.received.size() == 6;
            });
    assertThat(most.get()).isEqualTo(2);
  }

  @Test
  void handsBackWhatTheServerHasNoThreadFor() throws Exception {
    UUID id = outbox.enqueue(outbox.site(), "https://erp.example.com/hook", null);
    node(
        new ServerThreads() {
          @Override
          public void execute(Runnable task) {
            throw new RejectedExecutionException("full");
          }
        });
    assertThat(pump.tick()).isZero();
    assertThat(slots.free()).isEqualTo(16);
    assertThat(outbox.queue().claim(limits(), outbox.clock.instant(), Duration.ofMinutes(1)))
        .extracting(ClaimedDelivery::id)
        .containsExactly(id);
  }

  @Test
  void doesNotBeginWhatTheLeaseDoesNotOutlast() throws Exception {
    TestReceiver receiver = receiver(TestReceiver.status(200));
    UUID id = outbox.enqueue(outbox.site(), receiver.url(), null);
    List<Runnable> waiting = new ArrayList<>();
    node(
        new ServerThreads() {
          @Override
          public void execute(Runnable task) {
            waiting.add(task);
          }
        });
    pump.tick();
    outbox.clock.pass(Duration.ofSeconds(110));
    waiting.get(0).run();
    assertThat(receiver.received).isEmpty();
    assertThat(outbox.view(id).attempts()).isZero();
    node(threads);
    pump.tick();
    awaitState(id, "delivered");
  }

  @Test
  void twoTicksAtOnceOnOneNodeDoNotOverlap() {
    assertThat(slots.beginTick()).isTrue();
    outbox.enqueue(outbox.site(), "https://erp.example.com/hook", null);
    assertThat(pump.tick()).isZero();
    slots.endTick();
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
        TestBeans.create(
            DeliveryCourier.class,
            TestBeans.create(RareTraces.class, TestBeans.create(RareLines.class, outbox.clock)),
            queue,
            outbox.clock,
            sender(threads),
            TestHosts.withLoopback(),
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

  @Test
  void anErrorIsLoggedAndTheLeaseFreesTheRow() throws Exception {
    UUID id = outbox.enqueue(outbox.site(), "https://erp.example.com/hook", null);
    DeliveryCourier broken =
        new DeliveryCourier() {
          @Override
          public void carry(ClaimedDelivery delivery) {
            throw new NoClassDefFoundError("left/Behind");
          }
        };
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger(DeliveryPump.class.getName());
    Handler handler = new Recorder(logged);
    logger.addHandler(handler);
    try {
      TestBeans.create(
              DeliveryPump.class,
              TestBeans.create(DeliveryLease.class),
              queue,
              slots,
              threads,
              broken,
              outbox.clock)
          .tick();
      await().until(() -> slots.free() == 16);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
              assertThat(record.getMessage()).contains(id.toString());
              assertThat(record.getThrown()).isInstanceOf(NoClassDefFoundError.class);
            });
    assertThat(pump.tick()).isZero();
    outbox.clock.pass(Duration.ofMinutes(2));
    assertThat(queue.claim(limits(), outbox.clock.instant(), Duration.ofMinutes(2)))
        .extracting(ClaimedDelivery::id, ClaimedDelivery::attempts)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(id, 0));
  }

  private static final class Recorder extends Handler {
    private final List<LogRecord> records;

    Recorder(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private ClaimedDelivery claimOne() {
    return queue.claim(limits(), outbox.clock.instant(), TestDeliveries.LEASE).get(0);
  }

  private static ClaimLimits limits() {
    return new ClaimLimits(16, 2, java.util.Map.of());
  }

  /** Another node on the same database. */
  private void node(ServerThreads own) {
    queue = outbox.queue();
    slots = TestBeans.create(DeliverySlots.class);
    WebhookSecrets secrets =
        new WebhookSecrets() {
          @Override
          public Signing signing(UUID siteId) {
            return new Signing(List.of(TestDeliveries.SECRET), pinned);
          }
        };
    DeliveryCourier courier =
        TestBeans.create(
            DeliveryCourier.class,
            TestBeans.create(RareTraces.class, TestBeans.create(RareLines.class, outbox.clock)),
            queue,
            outbox.clock,
            secrets,
            sender(threads),
            TestHosts.withLoopback());
    pump =
        TestBeans.create(
            DeliveryPump.class,
            TestBeans.create(DeliveryLease.class),
            queue,
            slots,
            own,
            courier,
            outbox.clock);
  }

  private WebhookSender sender(ServerThreads own) {
    TargetPolicy targets = TestBeans.create(TargetPolicy.class);
    targets.allowLoopback = true;
    WebhookSender sender =
        TestBeans.create(
            WebhookSender.class,
            own,
            targets,
            TestBeans.create(PostLimits.class),
            Clock.systemUTC());
    sender.open();
    open.add(sender::close);
    return sender;
  }

  private TestReceiver receiver(TestReceiver.Answer answer) throws IOException {
    TestReceiver receiver = new TestReceiver(answer);
    open.add(receiver);
    pinned.add(receiver.host());
    return receiver;
  }

  private void awaitState(UUID id, String state) {
    await().untilAsserted(() -> assertThat(outbox.view(id).state()).isEqualTo(state));
  }

  private static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30));
  }
}

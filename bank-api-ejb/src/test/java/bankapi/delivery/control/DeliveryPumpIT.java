package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import bankapi.platform.TestBeans;
import bankapi.platform.control.ServerThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one tick takes, and what it leaves to others and to later. */
class DeliveryPumpIT extends AtThePump {

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

  static List<Throwable> noThread() {
    return List.of(
        new RejectedExecutionException("full"),
        new OutOfMemoryError("unable to create native thread"),
        new IllegalStateException("the component is not deployed"));
  }

  @ParameterizedTest
  @MethodSource("noThread")
  void handsBackWhatTheServerHasNoThreadFor(Throwable why) throws Exception {
    UUID id = outbox.enqueue(outbox.site(), "https://erp.example.com/hook", null);
    node(
        new ServerThreads() {
          @Override
          public void execute(Runnable task) {
            if (why instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) why;
          }
        });
    assertThatCode(() -> assertThat(pump.tick()).isZero()).doesNotThrowAnyException();
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
}

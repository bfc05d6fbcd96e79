package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.ServerThreads;
import bankapi.platform.control.TestThreads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A node that delivers from a real database to receivers of the test. */
abstract class AtThePump {

  private static TestDatabase database;

  final List<AutoCloseable> open = new ArrayList<>();
  final Set<String> pinned = ConcurrentHashMap.newKeySet();
  TestThreads threads;
  TestDeliveries outbox;
  DeliveryQueue queue;
  DeliverySlots slots;
  DeliveryPump pump;

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

  static ClaimLimits limits() {
    return new ClaimLimits(16, 2, java.util.Map.of());
  }

  /** Another node on the same database. */
  void node(ServerThreads own) {
    queue = outbox.queue();
    slots = TestBeans.create(DeliverySlots.class);
    pump =
        TestBeans.create(
            DeliveryPump.class,
            TestBeans.create(DeliveryLease.class),
            queue,
            slots,
            own,
            outbox.courier(queue, sender(threads), pinned),
            outbox.clock);
  }

  WebhookSender sender(ServerThreads own) {
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

  TestReceiver receiver(TestReceiver.Answer answer) throws IOException {
    TestReceiver receiver = new TestReceiver(answer);
    open.add(receiver);
    pinned.add(receiver.host());
    return receiver;
  }

  void awaitState(UUID id, String state) {
    await().untilAsserted(() -> assertThat(outbox.view(id).state()).isEqualTo(state));
  }

  static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30));
  }
}

package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.delivery.control.PostLimits;
import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.PageWish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Somebody who looks, and two channels, on a real database. */
abstract class AtAlerts {

  static final Alert.Kind KIND = Alert.Kind.BANK_DOWN;
  static final Duration OPEN_AFTER = Duration.ofMinutes(2);
  static final Duration CLOSE_AFTER = Duration.ofMinutes(10);

  final TestDatabase database;
  final HandClock clock;
  final AlertStore store;
  final AlertPolicy policy = TestBeans.create(AlertPolicy.class);
  final NoticeQueue queue;

  String subject;
  TestAlerts.Recorder chat;
  TestAlerts.Recorder mail;
  AlertChannels channels;
  AlertWatch watch;
  AlertCourier courier;
  AlertAdmin admin;

  AtAlerts(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    store = database.store(AlertStore.class, clock, policy);
    queue = database.store(NoticeQueue.class, clock, policy, TestBeans.create(PostLimits.class));
  }

  /** Channels of its own for each test: what others are told is not due for them. */
  @BeforeEach
  void start() {
    subject = String.valueOf(UUID.randomUUID());
    chat = new TestAlerts.Recorder("chat-" + subject.substring(0, 8));
    mail = new TestAlerts.Recorder("mail-" + subject.substring(0, 8));
    channels = new AlertChannels(List.of(chat, mail));
    watch = TestBeans.create(AlertWatch.class, store, channels);
    courier = TestBeans.create(AlertCourier.class, channels, TestAlerts.texts("en"), queue);
    admin = database.store(AlertAdmin.class, channels, TestAlerts.texts("en"));
  }

  Condition condition(int level) {
    return new Condition(
        subject,
        clock.instant().minus(Duration.ofHours(1)),
        level,
        "named",
        "/items",
        Map.of("bank", "Demo", "provider", "574", "sites", "3"));
  }

  Sight sight() {
    return new Sight(KIND, clock.instant(), List.of(condition(0)));
  }

  /** A round in which this is so, or nothing is. */
  void round(Condition... conditions) {
    watch.writeDown(new Sight(KIND, clock.instant(), List.of(conditions)), channels.keys());
    courier.tick();
  }

  void roundsFor(Duration time, Condition... conditions) {
    Duration step = Duration.ofSeconds(time.compareTo(Duration.ofMinutes(30)) < 0 ? 15 : 300);
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      clock.pass(step);
      round(conditions);
    }
  }

  void open() {
    round(condition(0));
    roundsFor(OPEN_AFTER, condition(0));
  }

  List<String> told(TestAlerts.Recorder channel) {
    return channel.messages.stream()
        .map(message -> message.subject().replaceAll("\\[Bank API] (\\w+).*", "$1"))
        .toList();
  }

  AlertView view() {
    return admin.list(null, "bank_down", "fr", new PageWish(500, null)).data().stream()
        .filter(alert -> alert.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }
}

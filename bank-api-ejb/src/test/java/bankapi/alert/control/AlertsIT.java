package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bankapi.alert.entity.Alert;
import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.delivery.control.PostLimits;
import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AlertsIT {

  private static final Alert.Kind KIND = Alert.Kind.BANK_DOWN;
  private static final String TOKEN = "POST /v3/aggregation/authorization/token";
  private static final String ITEMS = "GET /v3/aggregation/items";
  private static final Duration OPEN_AFTER = Duration.ofMinutes(2);
  private static final Duration CLOSE_AFTER = Duration.ofMinutes(10);

  private final TestDatabase database;
  private final HandClock clock;
  private final AlertStore store;
  private final AlertPolicy policy = TestBeans.create(AlertPolicy.class);
  private final NoticeQueue queue;

  private String subject;
  private TestAlerts.Recorder chat;
  private TestAlerts.Recorder mail;
  private AlertChannels channels;
  private AlertWatch watch;
  private AlertCourier courier;
  private AlertAdmin admin;

  AlertsIT(TestDatabase database) {
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

  private Condition condition(int level) {
    return new Condition(
        subject,
        clock.instant().minus(Duration.ofHours(1)),
        level,
        "named",
        "/items",
        Map.of("bank", "Demo", "provider", "574", "sites", "3"));
  }

  @Test
  void whileAPostMayStillArriveNoOtherNodeMakesIt() {
    PostLimits patient =
        new PostLimits() {
          @Override
          public Duration total() {
            return Duration.ofMinutes(10);
          }
        };
    NoticeQueue node = database.store(NoticeQueue.class, clock, policy, patient);
    chat.broken(true);
    roundsFor(OPEN_AFTER.plusSeconds(30), condition(0));
    clock.pass(Duration.ofHours(1));
    assertThat(node.claim(chat.key(), 20)).hasSize(1);
    clock.pass(Duration.ofMinutes(14));
    assertThat(node.claim(chat.key(), 20)).isEmpty();
    clock.pass(Duration.ofMinutes(1));
    assertThat(node.claim(chat.key(), 20)).as("the node died with it").hasSize(1);
  }

  /** A round in which this is so, or nothing is. */
  private void round(Condition... conditions) {
    watch.writeDown(new Sight(KIND, clock.instant(), List.of(conditions)), channels.keys());
    courier.tick();
  }

  private void roundsFor(Duration time, Condition... conditions) {
    Duration step = Duration.ofSeconds(time.compareTo(Duration.ofMinutes(30)) < 0 ? 15 : 300);
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      clock.pass(step);
      round(conditions);
    }
  }

  private void open() {
    round(condition(0));
    roundsFor(OPEN_AFTER, condition(0));
  }

  private List<String> told(TestAlerts.Recorder channel) {
    return channel.messages.stream()
        .map(message -> message.subject().replaceAll("\\[Bank API] (\\w+).*", "$1"))
        .toList();
  }

  private AlertView view() {
    return admin.list(null, "bank_down", "fr", new PageWish(500, null)).data().stream()
        .filter(alert -> alert.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isToldOnceOnEachChannelAndOnceWhenItIsOver() {
    round(condition(0));
    assertThat(told(chat)).as("it may be gone in a moment").isEmpty();
    roundsFor(OPEN_AFTER, condition(0));
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(told(mail)).containsExactly("Problem");
    assertThat(chat.messages.get(0).text())
        .contains("Nobody's items get through to Demo (provider 574). 3 sites were told.");
    roundsFor(Duration.ofHours(1), condition(0));
    assertThat(told(chat)).containsExactly("Problem");
    roundsFor(CLOSE_AFTER.plusSeconds(30));
    assertThat(told(chat)).containsExactly("Problem", "Over");
    assertThat(told(mail)).containsExactly("Problem", "Over");
    roundsFor(Duration.ofHours(1));
    assertThat(told(chat)).hasSize(2);
  }

  @Test
  void whatIsGoneBeforeItHasHeldIsToldNobody() {
    for (int i = 0; i < 5; i++) {
      round(condition(0));
      roundsFor(OPEN_AFTER.minusSeconds(15), condition(0));
      clock.pass(Duration.ofSeconds(15));
      round();
      clock.pass(Duration.ofSeconds(15));
    }
    assertThat(told(chat)).isEmpty();
  }

  @Test
  void whatComesAndGoesIsToldOnce() {
    open();
    for (int i = 0; i < 5; i++) {
      roundsFor(CLOSE_AFTER.minusMinutes(1));
      roundsFor(Duration.ofMinutes(1), condition(0));
    }
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(view().state()).isEqualTo("open");
  }

  @Test
  void whatNobodyHasLookedAtForLongMustHoldAnew() {
    round(condition(0));
    clock.pass(Duration.ofHours(3));
    round(condition(0));
    assertThat(told(chat)).as("nobody knows whether it held meanwhile").isEmpty();
    roundsFor(OPEN_AFTER, condition(0));
    assertThat(told(chat)).containsExactly("Problem");
  }

  @Test
  void itIsToldAgainWhenItGetsWorseAndNotWhenItGetsBetter() {
    round(condition(50));
    roundsFor(OPEN_AFTER, condition(50));
    roundsFor(Duration.ofMinutes(5), condition(70));
    roundsFor(Duration.ofMinutes(5), condition(50));
    roundsFor(Duration.ofMinutes(5), condition(70));
    assertThat(told(chat)).containsExactly("Problem", "Problem");
    assertThat(told(mail)).containsExactly("Problem", "Problem");
  }

  @Test
  void aChannelThatIsSetLaterHearsOfWhatIsOpen() {
    round(condition(50));
    roundsFor(OPEN_AFTER, condition(50));
    TestAlerts.Recorder later = new TestAlerts.Recorder("later-" + subject.substring(0, 8));
    channels = new AlertChannels(List.of(chat, mail, later));
    courier = TestBeans.create(AlertCourier.class, channels, TestAlerts.texts("en"), queue);
    roundsFor(Duration.ofMinutes(1), condition(50));
    assertThat(told(later)).containsExactly("Problem");
    roundsFor(Duration.ofMinutes(1), condition(70));
    assertThat(told(later)).containsExactly("Problem", "Problem");
    assertThat(told(chat)).containsExactly("Problem", "Problem");
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    assertThat(told(later)).containsExactly("Problem", "Problem", "Over");
    assertThat(told(chat)).containsExactly("Problem", "Problem", "Over");
  }

  @Test
  void whoeverDoesNotKnowEndsNothing() {
    open();
    for (int i = 0; i < 100; i++) {
      clock.pass(Duration.ofMinutes(1));
      watch.writeDown(Sight.unknown(KIND), channels.keys());
      courier.tick();
    }
    assertThat(view().state()).isEqualTo("open");
    Instant seenBefore = clock.instant().minus(Duration.ofHours(3));
    watch.writeDown(new Sight(KIND, seenBefore, List.of()), channels.keys());
    assertThat(view().state()).as("what was known before says nothing of now").isEqualTo("open");
  }

  /** As where a new secret has not come to all nodes. */
  @Test
  void credentialsThatOneNodeIsRefusedAreToldAlsoWhileAnotherIsNot() {
    try (StubBridge refusing = new StubBridge();
        StubBridge taking = new StubBridge()) {
      refusing.on(TOKEN, StubBridge.error(401, "invalid_client_credentials", "no"));
      taking.on(ITEMS, StubBridge.json(200, StubBridge.page("", null)));
      Node refused = new Node(refusing);
      Node taken = new Node(taking);
      for (int round = 0; round < 12; round++) {
        clock.pass(Duration.ofSeconds(10));
        refused.round();
        clock.pass(Duration.ofSeconds(5));
        taken.round();
      }
      assertThat(told(chat)).containsExactly("Problem");
      refusing.on(TOKEN, StubBridge.json(200, StubBridge.token("t")));
      refusing.on(ITEMS, StubBridge.json(200, StubBridge.page("", null)));
      for (int round = 0; round < 48; round++) {
        clock.pass(Duration.ofSeconds(15));
        refused.round();
        taken.round();
      }
      assertThat(told(chat)).containsExactly("Problem", "Over");
    }
  }

  /** Asks Bridge in each round. */
  private final class Node {

    private final BridgeCaller who = new BridgeCaller(UUID.randomUUID(), UUID.randomUUID());
    private final BridgeGateway gateway;
    private final BridgeAlerts alerts;

    Node(StubBridge bridge) {
      TestGateway rig = new TestGateway(bridge.url(), clock);
      gateway = rig.start();
      alerts = TestBeans.create(BridgeAlerts.class, rig.watch(), clock);
    }

    void round() {
      try {
        gateway.items(who, Duration.ofSeconds(5));
      } catch (GatewayException e) {
        assertThat(e.code()).isEqualTo(Code.BRIDGE_UNAVAILABLE);
      }
      watch.writeDown(alerts.credentials(), channels.keys());
      courier.tick();
    }
  }

  @Test
  void whatIsOpenSurvivesThatNobodyLooksForDays() {
    open();
    clock.pass(Duration.ofDays(3));
    round(condition(0));
    roundsFor(Duration.ofMinutes(5), condition(0));
    assertThat(told(chat)).containsExactly("Problem");
  }

  @Test
  void fourNodesAtOnceTellOnce() throws Exception {
    together(() -> watch.writeDown(sight(), channels.keys()));
    clock.pass(OPEN_AFTER);
    together(
        () -> {
          watch.writeDown(sight(), channels.keys());
          courier.tick();
        });
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(told(mail)).containsExactly("Problem");
    clock.pass(CLOSE_AFTER.plusMinutes(1));
    together(
        () -> {
          watch.writeDown(new Sight(KIND, clock.instant(), List.of()), channels.keys());
          courier.tick();
        });
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem", "Over");
    assertThat(told(mail)).containsExactly("Problem", "Over");
  }

  private Sight sight() {
    return new Sight(KIND, clock.instant(), List.of(condition(0)));
  }

  private void together(Runnable work) throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    CyclicBarrier start = new CyclicBarrier(4);
    Callable<Boolean> node =
        () -> {
          start.await();
          work.run();
          return true;
        };
    for (Future<Boolean> one : nodes.invokeAll(Collections.nCopies(4, node))) {
      one.get();
    }
    nodes.shutdown();
  }

  @Test
  void aChannelThatIsBrokenIsTriedAgainAndKeepsNobodyWaiting() {
    chat.broken(true);
    open();
    assertThat(told(mail)).containsExactly("Problem");
    assertThat(view().told())
        .extracting(AlertView.Told::channel, AlertView.Told::state, AlertView.Told::error)
        .containsExactlyInAnyOrder(
            tuple(chat.key(), "waiting", "broken"), tuple(mail.key(), "told", null));
    chat.broken(false);
    clock.pass(Duration.ofSeconds(9));
    courier.tick();
    assertThat(told(chat)).as("it is not its time yet").isEmpty();
    clock.pass(Duration.ofSeconds(1));
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(told(mail)).containsExactly("Problem");
  }

  @Test
  void whatCouldNotBeToldForADayIsGivenUpAndItsEndIsTold() {
    chat.broken(true);
    open();
    roundsFor(Duration.ofHours(25), condition(0));
    assertThat(view().told())
        .filteredOn(told -> told.channel().equals(chat.key()))
        .extracting(AlertView.Told::state)
        .containsExactly("given_up");
    chat.broken(false);
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    assertThat(told(chat)).containsExactly("Over");
    assertThat(told(mail)).containsExactly("Problem", "Over");
  }

  /** It died between sending and settling: told again when its claim has ended. */
  @Test
  void whatANodeThatDiedHadClaimedIsToldByAnother() {
    round(condition(0));
    clock.pass(OPEN_AFTER);
    watch.writeDown(sight(), channels.keys());
    ClaimedNotice lost = queue.claim(chat.key(), 20).get(0);
    courier.tick();
    assertThat(told(chat)).isEmpty();
    clock.pass(Duration.ofMinutes(6));
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(queue.failed(lost, "late", null)).as("its claim is lost").isFalse();
    assertThat(view().told()).extracting(AlertView.Told::state).containsOnly("told");
  }

  @Test
  void whatGetsWorseWhileItIsToldIsToldToo() {
    round(condition(50));
    clock.pass(OPEN_AFTER);
    watch.writeDown(new Sight(KIND, clock.instant(), List.of(condition(50))), channels.keys());
    ClaimedNotice sent = queue.claim(chat.key(), 20).get(0);
    watch.writeDown(new Sight(KIND, clock.instant(), List.of(condition(70))), channels.keys());
    queue.told(sent);
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    courier.tick();
    assertThat(told(chat)).hasSize(1);
  }

  @Test
  void manyAtOnceAreToldInFewMessages() {
    List<Condition> many =
        IntStream.range(0, 45)
            .mapToObj(
                i ->
                    new Condition(
                        subject + i,
                        null,
                        0,
                        "unnamed",
                        "/items",
                        Map.of("bank", "", "provider", "1", "sites", "0")))
            .toList();
    round(many.toArray(Condition[]::new));
    roundsFor(OPEN_AFTER.plusMinutes(1), many.toArray(Condition[]::new));
    assertThat(chat.messages)
        .extracting(message -> message.parts().size())
        .containsExactly(20, 20, 5);
  }

  @Test
  void withoutAChannelItIsSeenAllTheSame() {
    channels = new AlertChannels(List.of());
    open();
    assertThat(view().told()).isEmpty();
    assertThat(store.countOpen().get(KIND)).isGreaterThanOrEqualTo(1);
  }

  @Test
  void operatorsSeeWhatIsOpenAndWhatWasInTheirLanguage() {
    open();
    AlertView open = view();
    assertThat(open.title()).isEqualTo("Une banque est en panne");
    assertThat(open.page()).isEqualTo("/items");
    assertThat(open.endedAt()).isNull();
    assertThat(open.since()).isBefore(open.openedAt());
    assertThat(subjects("open")).contains(subject);
    assertThat(subjects("over")).doesNotContain(subject);
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    assertThat(view().endedAt()).isNotNull();
    assertThat(view().text())
        .isEqualTo("Les connexions chez le provider 574 aboutissent de nouveau.");
    assertThat(subjects("open")).doesNotContain(subject);
    assertThat(subjects("over")).contains(subject);
  }

  @Test
  void theListComesInParts() {
    open();
    String first = subject;
    clock.pass(Duration.ofMinutes(1));
    start();
    open();
    Page<AlertView> page = admin.list(null, null, null, new PageWish(1, null));
    assertThat(page.data()).extracting(AlertView::subject).containsExactly(subject);
    Page<AlertView> rest = admin.list(null, null, null, new PageWish(500, page.next()));
    assertThat(rest.data()).extracting(AlertView::subject).contains(first).doesNotContain(subject);
  }

  private List<String> subjects(String state) {
    return admin.list(state, null, null, new PageWish(500, null)).data().stream()
        .map(AlertView::subject)
        .toList();
  }

  @Test
  void whatWasOverLongAgoIsForgotten() {
    open();
    clock.pass(Duration.ofDays(91));
    store.purge();
    assertThat(view().state()).as("what is open is kept").isEqualTo("open");
    round(condition(0));
    roundsFor(CLOSE_AFTER.plusMinutes(1));
    store.purge();
    assertThat(view().state()).isEqualTo("over");
    clock.pass(Duration.ofDays(91));
    assertThat(store.purge()).isGreaterThanOrEqualTo(1);
    assertThat(subjects("over")).doesNotContain(subject);
  }
}

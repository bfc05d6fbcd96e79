package bankapi.event.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.admin.control.Idempotency;
import bankapi.admin.control.RequestKey;
import bankapi.connection.control.TestFlow;
import bankapi.event.control.EventAdmin.Redone;
import bankapi.event.control.EventInbox.Claimed;
import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.entity.AuditEntry;
import bankapi.site.control.BridgeUserView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class EventAdminIT {

  private static final String TYPE = "item.refreshed";
  private static final PageWish ALL = new PageWish(PageWish.MOST, null);

  private final TestDatabase database;
  private final HandClock clock;
  private final EventInbox inbox;
  private final EventAdmin admin;
  private final TestFlow flow;
  private Instant begin;

  EventAdminIT(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    this.flow = new TestFlow(database);
    this.inbox = database.store(EventInbox.class, clock, flow.tenancy);
    this.admin =
        database.store(
            EventAdmin.class,
            clock,
            flow.tenancy,
            database.store(Audit.class, clock, new CallingToken()),
            database.store(Idempotency.class, clock));
  }

  @BeforeEach
  void start() {
    workOff();
    clock.pass(Duration.ofHours(1));
    begin = clock.instant();
  }

  private void hear(int many) {
    UUID user = UUID.randomUUID();
    for (int item = 0; item < many; item++) {
      String raw =
          "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\"},\"type\":\"%s\"}"
              .formatted(item, user, TYPE);
      inbox.store(raw.getBytes(StandardCharsets.UTF_8));
      clock.pass(Duration.ofMillis(item % 100 == 0 ? 1 : 0));
    }
  }

  /** All that is due, as workers would. */
  private List<UUID> workOff() {
    List<UUID> ids = new ArrayList<>();
    for (List<UUID> lanes = inbox.dueLanes(10); !lanes.isEmpty(); lanes = inbox.dueLanes(10)) {
      for (UUID lane : lanes) {
        List<Claimed> claimed = inbox.claim(lane);
        claimed.forEach(event -> ids.add(event.id()));
        inbox.done(claimed);
      }
    }
    return ids;
  }

  private Redone redo(String type, String after, boolean dry) {
    return admin.redo(wish(type, after, dry), "olivia", RequestKey.NONE);
  }

  private RedoEvents wish(String type, String after, boolean dry) {
    return new RedoEvents(
        begin, clock.instant().plusSeconds(1), "done", type, null, null, dry, after);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyAreWorkedOffAgainEachOnce(boolean ofOneType) {
    String type = ofOneType ? TYPE : null;
    hear(501);
    workOff();
    Redone first = redo(type, null, false);
    assertThat(first.count()).isEqualTo(500);
    assertThat(first.next()).isNotNull();
    List<UUID> again = workOff();
    Redone rest = redo(type, first.next(), false);
    again.addAll(workOff());
    assertThat(again).hasSize(501).doesNotHaveDuplicates();
    assertThat(rest).isEqualTo(new Redone(1, null));
  }

  @Test
  void thoseOfTheSameMomentAreCountedOnceToo() {
    hear(1);
    UUID user = UUID.randomUUID();
    for (int item = 0; item < 501; item++) {
      String raw =
          "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\"},\"type\":\"x\"}"
              .formatted(item, user);
      inbox.store(raw.getBytes(StandardCharsets.UTF_8));
    }
    workOff();
    Redone first = redo(null, null, true);
    assertThat(first.count()).isEqualTo(500);
    assertThat(redo(null, first.next(), true)).isEqualTo(new Redone(2, null));
    assertThat(workOff()).as("it was only counted").isEmpty();
  }

  @Test
  void onlyThoseOfAnItemOrASiteWhereSoWished() {
    BridgeUserView mine = flow.user();
    int item = (int) TestFlow.newItem();
    inbox.store(eventOf(item, mine.knownUuid()));
    inbox.store(eventOf(item + 100_000, mine.knownUuid()));
    inbox.store(eventOf(item, flow.user().knownUuid()));
    workOff();
    assertThat(redo((long) item, mine.siteId()).count()).isEqualTo(1);
    assertThat(workOff()).hasSize(1);
    assertThat(redo((long) item, null).count()).isEqualTo(2);
    assertThat(workOff()).hasSize(2);
    assertThat(redo(null, mine.siteId()).count()).isEqualTo(2);
  }

  private Redone redo(Long item, UUID site) {
    Instant until = clock.instant().plusSeconds(1);
    RedoEvents wish = new RedoEvents(begin, until, "done", null, item, site, false, null);
    return admin.redo(wish, "olivia", RequestKey.NONE);
  }

  @Test
  void whatWasWishedIsInTheAudit() {
    BridgeUserView mine = flow.user();
    int item = (int) TestFlow.newItem();
    inbox.store(eventOf(item, mine.knownUuid()));
    workOff();
    String operator = "op-" + UUID.randomUUID();
    Instant until = clock.instant().plusSeconds(1);
    admin.redo(
        new RedoEvents(begin, until, "done", TYPE, (long) item, mine.siteId(), false, null),
        operator,
        RequestKey.NONE);
    UUID one = admin.list(filter((long) item, null), ALL).data().get(0).id();
    admin.redo(one, operator);
    List<String> details =
        database.inTransaction(
            em ->
                em.createQuery(
                        "select a from AuditEntry a where a.actor = :actor", AuditEntry.class)
                    .setParameter("actor", operator)
                    .getResultStream()
                    .map(entry -> entry.siteId() + " " + entry.detail())
                    .toList());
    assertThat(details)
        .containsExactlyInAnyOrder(
            mine.siteId()
                + " 1 from %s until %s, type %s, item %s".formatted(begin, until, TYPE, item),
            mine.siteId() + " " + TYPE);
  }

  @Test
  void aRepeatedRequestAnswersWhereToGoOnToo() {
    hear(501);
    workOff();
    RedoEvents wish = wish(null, null, false);
    RequestKey key = RequestKey.of("olivia", UUID.randomUUID().toString(), "event.redo", wish);
    Redone first = admin.redo(wish, "olivia", key);
    assertThat(first.next()).isNotNull();
    assertThat(admin.redo(wish, "olivia", key)).isEqualTo(first);
    assertThat(workOff()).hasSize(500);
  }

  @Test
  void whatBridgeSaidOfAnItemIsFoundHoweverManyOthersAreNumberedAlike() {
    for (int other = 0; other < 150; other++) {
      inbox.store(eventOf(4711_000 + other));
      clock.pass(Duration.ofMillis(1));
    }
    inbox.store(eventOf(4711));
    Instant until = clock.instant().plusMillis(1);
    clock.pass(Duration.ofSeconds(1));
    inbox.store(eventOf(4711));
    workOff();
    assertThat(admin.ofItem(4711, begin, until))
        .singleElement()
        .satisfies(event -> assertThat(event.receivedAt()).isBefore(until));
    assertThat(admin.ofItem(4711, until, clock.instant().plusMillis(1))).hasSize(1);
    assertThat(admin.ofItem(471, begin, until)).isEmpty();
  }

  private byte[] eventOf(int item) {
    return "{\"content\":{\"item_id\":%d,\"at\":\"%s\"},\"type\":\"%s\"}"
        .formatted(item, clock.instant(), TYPE)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void thoseOfAnItemAndThoseOfASiteAreListedInParts() {
    BridgeUserView mine = flow.user();
    BridgeUserView other = flow.user();
    int item = (int) TestFlow.newItem();
    for (int i = 0; i < 3; i++) {
      inbox.store(eventOf(item, mine.knownUuid()));
      inbox.store(eventOf(item + 100_000, mine.knownUuid()));
      inbox.store(eventOf(item + 200_000, other.knownUuid()));
    }
    workOff();
    Page<EventView> first = admin.list(filter((long) item, null), new PageWish(2, null));
    Page<EventView> rest = admin.list(filter((long) item, null), new PageWish(2, first.next()));
    assertThat(first.data()).hasSize(2).extracting(EventView::itemId).containsOnly((long) item);
    assertThat(rest.data()).hasSize(1).doesNotContainAnyElementsOf(first.data());
    assertThat(rest.next()).isNull();
    assertThat(admin.list(filter(null, mine.siteId()), ALL).data())
        .hasSize(6)
        .allSatisfy(
            event -> {
              assertThat(event.siteId()).isEqualTo(mine.siteId());
              assertThat(event.siteKey()).isEqualTo(flow.tenancy.site(mine.siteId()).siteKey());
              assertThat(admin.find(event.id()).event()).isEqualTo(event);
            });
    assertThat(admin.list(filter((long) item, other.siteId()), ALL).data()).isEmpty();
  }

  @Test
  void anEventOfAUserThatNobodyKnowsIsOfNoSiteUntilItIsWorkedOffWhenSomebodyDoes() {
    BridgeUserView user = flow.registry.enrol(flow.customer(), flow.registration()).user();
    UUID bridgeUuid = UUID.randomUUID();
    int item = (int) TestFlow.newItem();
    inbox.store(eventOf(item, bridgeUuid));
    inbox.store(eventOf(item));
    workOff();
    assertThat(admin.list(filter((long) item, null), ALL).data())
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.siteId()).isNull();
              assertThat(event.siteKey()).isNull();
            });
    flow.registry.known(user.id(), bridgeUuid);
    assertThat(admin.list(filter(null, user.siteId()), ALL).data()).isEmpty();
    admin.list(filter((long) item, null), ALL).data().forEach(e -> admin.redo(e.id(), "olivia"));
    workOff();
    assertThat(admin.list(filter(null, user.siteId()), ALL).data()).hasSize(1);
  }

  private static EventFilter filter(Long item, UUID site) {
    return new EventFilter(item, site, null, null, null, null);
  }

  private byte[] eventOf(int item, UUID user) {
    clock.pass(Duration.ofMillis(1));
    return "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\",\"at\":\"%s\"},\"type\":\"%s\"}"
        .formatted(item, user, clock.instant(), TYPE)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aPlaceThatNobodyHasGivenIsRefused() {
    fails(Code.INVALID_ARGUMENT, () -> redo(null, "somewhere", false));
  }
}

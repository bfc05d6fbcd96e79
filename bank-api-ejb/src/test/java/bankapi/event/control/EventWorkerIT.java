package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.connection.control.TestFlow;
import bankapi.item.control.ItemView;
import bankapi.item.control.LostUsers;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EventWorkerIT {

  private static final String ITEMS = "GET /v3/aggregation/items";
  private static final String TOKEN = "POST /v3/aggregation/authorization/token";

  private final TestFlow flow;
  private final EventInbox inbox;
  private final EventResults results;
  private StubBridge bridge;
  private EventTruth truth;
  private EventWorker worker;
  private BridgeUserView user;

  EventWorkerIT(TestDatabase database) {
    this.flow = new TestFlow(database);
    this.inbox = database.store(EventInbox.class, flow.clock, flow.tenancy);
    this.results =
        database.store(EventResults.class, inbox, flow.items, flow.itemEvents, flow.connections);
  }

  /** Each test has the inbox to itself. */
  @BeforeEach
  void start() {
    flow.clock.pass(Duration.ofHours(1));
    inbox.dueLanes(1000).forEach(lane -> inbox.done(inbox.claim(lane)));
    bridge = new StubBridge();
    BridgeGateway gateway = new TestGateway(bridge.url(), flow.clock).start();
    LostUsers lost = TestBeans.create(LostUsers.class, gateway, flow.items);
    truth = TestBeans.create(EventTruth.class, gateway, flow.clock);
    worker =
        TestBeans.create(EventWorker.class, inbox, results, truth, flow.tenancy, flow.items, lost);
    user = flow.user();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  private void hear(String type, long item) {
    hear(type, item, 0);
  }

  private void hear(String type, long item, long account) {
    String raw =
        "{\"content\":{\"item_id\":%d,\"account_id\":%d,\"user_uuid\":\"%s\",\"status\":\"%s\"},\"type\":\"%s\"}"
            .formatted(item, account, user.knownUuid(), UUID.randomUUID(), type);
    inbox.store(raw.getBytes(StandardCharsets.UTF_8));
    flow.clock.pass(Duration.ofMillis(1));
  }

  private String item(long id) {
    return "{\"id\":%d,\"status\":0,\"created_at\":\"%s\",\"last_successful_refresh\":\"%s\",\"last_try_refresh\":\"%s\"}"
        .formatted(id, flow.clock.instant(), flow.clock.instant(), flow.clock.instant());
  }

  private long known() {
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:before");
    return item;
  }

  private String lastError(long item) {
    return flow.database.inTransaction(
        em ->
            em.createQuery(
                    "select e.lastError from ReceivedEvent e where e.bridgeItemId = ?1",
                    String.class)
                .setParameter(1, item)
                .getSingleResult());
  }

  private void workOff() {
    worker.workFrom(user.knownUuid());
  }

  @Test
  void manyEventsOfManyItemsCostOneRequest() {
    List<Long> ids = LongStream.range(0, 12).mapToObj(i -> TestFlow.newItem()).toList();
    bridge.on(
        ITEMS,
        StubBridge.json(
            200,
            StubBridge.page(ids.stream().map(this::item).collect(Collectors.joining(",")), null)));
    ids.forEach(id -> hear("item.created", id));
    ids.forEach(id -> hear("item.refreshed", id));
    ids.forEach(id -> hear("item.refreshed", id));
    workOff();
    assertThat(bridge.asked(ITEMS)).hasSize(1);
    assertThat(ids).allSatisfy(id -> assertThat(flow.items.byBridgeId(id)).isPresent());
    assertThat(flow.told(user)).hasSize(12).containsOnly("item.created");
    flow.clock.pass(Duration.ofHours(1));
    assertThat(inbox.claim(user.knownUuid())).as("all are worked off").isEmpty();
  }

  @Test
  void newsOfAccountsCostNoRequestAndAreToldTogether() {
    long item = known();
    for (long account = 20; account > 10; account--) {
      hear("item.account.updated", item, account);
    }
    hear("item.account.created", item, 12);
    workOff();
    assertThat(flow.told(user)).as("not before it is quiet").doesNotContain("accounts.updated");
    flow.clock.pass(Duration.ofSeconds(3));
    workOff();
    assertThat(flow.bodies(user, "accounts.updated"))
        .singleElement()
        .satisfies(
            body ->
                assertThat(body)
                    .contains("\"item_id\":" + item)
                    .contains("\"account_ids\":[11,12,13,14,15,16,17,18,19,20]"));
    assertThat(bridge.asked(TOKEN)).isEmpty();
  }

  @Test
  void bridgesTroubleWithItemsHoldsUpNoAccounts() {
    long item = known();
    long other = known();
    bridge.on("GET /v3/aggregation/items/" + other, StubBridge.error(500, "x", "broken"));
    hear("item.account.updated", item, 1);
    flow.clock.pass(Duration.ofSeconds(3));
    hear("item.refreshed", other);
    workOff();
    assertThat(flow.bodies(user, "accounts.updated")).hasSize(1);
    assertThat(flow.told(user)).doesNotContain("item.refreshed");
    assertThat(lastError(other)).isEqualTo("Bridge does not answer at the moment");
    bridge.on("GET /v3/aggregation/items/" + other, StubBridge.json(200, item(other)));
    flow.clock.pass(Duration.ofSeconds(2));
    workOff();
    assertThat(flow.told(user)).contains("item.refreshed");
  }

  /** Else the next worker would find the lane as it was, and so on for ever. */
  @Test
  void whatIsReadIsWrittenDownBeforeTheLeaseEnds() {
    truth.lease = Duration.ofSeconds(8);
    List<Long> ids = LongStream.range(0, 12).mapToObj(i -> known()).toList();
    bridge.on(ITEMS, StubBridge.json(200, StubBridge.page("", null)));
    for (long id : ids) {
      slow(ITEMS + "/" + id, 1, StubBridge.error(404, "item.not_found", "Item not found"));
      hear("item.refreshed", id);
    }
    Instant begin = flow.clock.instant();
    worker.workOff(user.knownUuid());
    assertThat(Duration.between(begin, flow.clock.instant())).isLessThan(truth.lease);
    assertThat(flow.told(user)).contains("item.deleted");
    for (int rest = 0; rest < ids.size(); rest++) {
      flow.clock.pass(Duration.ofSeconds(1));
      worker.workOff(user.knownUuid());
    }
    assertThat(flow.told(user)).filteredOn("item.deleted"::equals).hasSize(ids.size());
  }

  @Test
  void whatIsReadIsWrittenDownBeforeTheLeaseEndsAlsoOfAUserInDoubt() {
    truth.lease = Duration.ofSeconds(8);
    slow("GET /v3/aggregation/users/" + user.knownUuid(), 3, StubBridge.json(200, "{}"));
    slow(ITEMS, 3, StubBridge.json(200, StubBridge.page("", null)));
    hear("user.deleted", 0);
    for (int i = 0; i < 2; i++) {
      long id = known();
      slow(ITEMS + "/" + id, 3, StubBridge.error(404, "item.not_found", "Item not found"));
      hear("item.refreshed", id);
    }
    Instant begin = flow.clock.instant();
    worker.workOff(user.knownUuid());
    assertThat(Duration.between(begin, flow.clock.instant())).isLessThan(truth.lease);
    flow.clock.pass(Duration.ofSeconds(1));
    worker.workOff(user.knownUuid());
    assertThat(flow.told(user)).contains("item.deleted");
  }

  private void slow(String call, int seconds, StubBridge.Answer answer) {
    bridge.on(
        call,
        (asked, exchange) -> {
          flow.clock.pass(Duration.ofSeconds(seconds));
          answer.write(asked, exchange);
        });
  }

  @Test
  void whetherBridgeHasAUserIsNotWaitedForLongerThanTheLease() {
    truth.lease = Duration.ofSeconds(2);
    bridge.on(
        "GET /v3/aggregation/users/" + user.knownUuid(),
        (asked, exchange) -> new CountDownLatch(1).await());
    hear("user.deleted", 0);
    long begin = System.nanoTime();
    worker.workOff(user.knownUuid());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(truth.lease);
    flow.clock.pass(Duration.ofSeconds(2));
    assertThat(inbox.claim(user.knownUuid())).as("tried again").hasSize(1);
  }

  @Test
  void ofAUserThatBridgeHasDeletedAllItemsAreToldDeletedOnce() {
    List<Long> gone = List.of(known(), known());
    bridge.on(TOKEN, StubBridge.error(401, "user.authentication.unauthorized", ""));
    bridge.on(
        "GET /v3/aggregation/users/" + user.knownUuid(),
        StubBridge.error(404, "user.not_found", "User not found"));
    hear("item.refreshed", gone.get(0));
    hear("user.deleted", 0);
    workOff();
    assertThat(flow.bodies(user, "item.deleted")).hasSize(2);
    assertThat(gone)
        .allSatisfy(
            id -> assertThat(flow.items.byBridgeId(id)).map(ItemView::deletedAt).isPresent());
    hear("item.refreshed", gone.get(1));
    flow.clock.pass(Duration.ofHours(1));
    workOff();
    assertThat(flow.bodies(user, "item.deleted")).hasSize(2);
    assertThat(inbox.claim(user.knownUuid())).as("nothing is tried for ever").isEmpty();
    BridgeUserView now = flow.tenancy.bridgeUser(user.id());
    assertThat(now.lost()).isTrue();
    assertThat(now.externalId()).isNotEqualTo(user.externalId());
  }

  @Test
  void aUserThatBridgeStillHasIsNotLost() {
    long item = known();
    bridge.on(
        "GET /v3/aggregation/users/" + user.knownUuid(),
        StubBridge.json(200, "{\"uuid\":\"" + user.knownUuid() + "\"}"));
    hear("user.deleted", 0);
    workOff();
    bridge.on(TOKEN, StubBridge.error(401, "user.authentication.unauthorized", ""));
    hear("item.refreshed", item);
    workOff();
    assertThat(flow.told(user)).doesNotContain("item.deleted");
    assertThat(flow.tenancy.bridgeUser(user.id()).lost()).isFalse();
    flow.clock.pass(Duration.ofSeconds(2));
    assertThat(inbox.claim(user.knownUuid())).as("tried again").hasSize(1);
  }

  @Test
  void eventsOfAUserOfOthersAreDone() {
    user = new BridgeUserView(user.id(), user.siteId(), "", user.id(), UUID.randomUUID(), false);
    hear("item.refreshed", 5);
    workOff();
    flow.clock.pass(Duration.ofHours(1));
    assertThat(inbox.claim(user.knownUuid())).isEmpty();
    assertThat(bridge.asked(TOKEN)).isEmpty();
  }
}

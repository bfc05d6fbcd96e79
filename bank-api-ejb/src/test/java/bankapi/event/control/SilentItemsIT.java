package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.BudgetLeases;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.connection.control.TestFlow;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemQueue;
import bankapi.item.control.ItemView;
import bankapi.item.control.LostUsers;
import bankapi.item.control.OutagePolicy;
import bankapi.item.entity.BankOutage;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.RareLines;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.BridgeUserView;
import bankapi.site.entity.BridgeUser;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SilentItemsIT {

  private static final String ITEMS = "GET /v3/aggregation/items";

  private static final Duration PERIOD = Duration.ofHours(30);

  private final TestFlow flow;
  private final ItemQueue queue;
  private StubBridge bridge;
  private BridgeGateway gateway;
  private SilentItems silence;
  private BridgeUserView user;

  SilentItemsIT(TestDatabase database) {
    this.flow = new TestFlow(database);
    this.queue =
        database.store(
            ItemQueue.class, flow.clock, flow.items, TestBeans.create(OutagePolicy.class));
  }

  /** Each test has the queue to itself. */
  @BeforeEach
  void start() {
    flow.clock.pass(Duration.ofDays(3));
    for (List<ItemView> left = claim(100); !left.isEmpty(); left = claim(100)) {
      left.forEach(item -> flow.items.deleted(item.itemId()));
    }
    bridge = new StubBridge();
    gateway =
        new TestGateway(bridge.url(), flow.clock)
            .sharing(flow.database.store(BudgetLeases.class))
            .start();
    LostUsers lost = TestBeans.create(LostUsers.class, gateway, flow.items);
    silence =
        TestBeans.create(
            SilentItems.class,
            queue,
            flow.items,
            flow.connections,
            gateway,
            lost,
            flow.tenancy,
            flow.clock,
            TestBeans.create(RareTraces.class, TestBeans.create(RareLines.class, flow.clock)));
    user = flow.user();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  private List<ItemView> claim(int most) {
    return queue.claimSilent(flow.clock.instant().minus(PERIOD), most).items();
  }

  private ItemFacts known() {
    ItemFacts item = flow.item(TestFlow.newItem(), 0);
    flow.connections.heard(user.id(), item, "event:before");
    return item;
  }

  private void bridgeLists(String... items) {
    bridge.on(ITEMS, StubBridge.json(200, StubBridge.page(String.join(",", items), null)));
  }

  private static String json(long id, int status, Instant created, Instant refreshed) {
    return "{\"id\":%d,\"status\":%d,\"created_at\":\"%s\",\"last_successful_refresh\":\"%s\",\"last_try_refresh\":\"%s\"}"
        .formatted(id, status, created, refreshed, refreshed);
  }

  private static String unchanged(ItemFacts item) {
    return json(item.itemId(), item.status(), item.createdAt(), item.lastSuccessfulRefresh());
  }

  @Test
  void aRefreshThatNobodyToldOfIsToldOnce() {
    ItemFacts item = known();
    flow.clock.pass(PERIOD.minusSeconds(1));
    silence.tick();
    assertThat(bridge.asked(ITEMS)).as("not yet").isEmpty();
    Instant refreshed = flow.clock.instant();
    flow.clock.pass(Duration.ofSeconds(2));
    bridgeLists(json(item.itemId(), 0, item.createdAt(), refreshed));
    bridge.on(
        "GET /v3/aggregation/accounts",
        StubBridge.json(
            200,
            StubBridge.page(
                account(7, item, refreshed) + "," + account(8, item, item.createdAt()), null)));
    silence.tick();
    silence.tick();
    assertThat(bridge.asked(ITEMS)).hasSize(1);
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder("item.created", "item.refreshed", "accounts.updated");
    assertThat(flow.bodies(user, "accounts.updated").get(0)).contains("\"account_ids\":[7]");
  }

  private static String account(long id, ItemFacts item, Instant updated) {
    return "{\"id\":%d,\"item_id\":%d,\"updated_at\":\"%s\"}".formatted(id, item.itemId(), updated);
  }

  @Test
  void whereNothingChangedNothingIsTold() {
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeLists(unchanged(item));
    silence.tick();
    assertThat(flow.told(user)).containsExactly("item.created");
    flow.clock.pass(PERIOD.minusSeconds(1));
    silence.tick();
    assertThat(bridge.asked(ITEMS)).as("once a period").hasSize(1);
    flow.clock.pass(Duration.ofSeconds(2));
    silence.tick();
    assertThat(bridge.asked(ITEMS)).hasSize(2);
  }

  @Test
  void theNeedToActIsTold() {
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeLists(json(item.itemId(), 1010, item.createdAt(), item.lastSuccessfulRefresh()));
    silence.tick();
    assertThat(flow.told(user)).containsExactly("item.created", "item.action_required");
  }

  @Test
  void anItemThatIsGoneIsToldDeleted() {
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeLists();
    bridge.on(
        "GET /v3/aggregation/items/" + item.itemId(),
        StubBridge.error(404, "item.not_found", "Item not found"));
    silence.tick();
    silence.tick();
    assertThat(flow.told(user)).containsExactly("item.created", "item.deleted");
  }

  /** Written down by a version that did not ask whether its user was still there. */
  @Test
  void whatIsLeftOfAUserThatBridgeHasDeletedIsEnded() {
    known();
    flow.database.doInTransaction(
        em -> em.find(BridgeUser.class, user.id()).lose(user.knownUuid(), flow.clock.instant()));
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridge.on(
        "POST /v3/aggregation/authorization/token",
        StubBridge.error(401, "user.authentication.unauthorized", "No such user"));
    silence.tick();
    assertThat(flow.told(user)).containsExactly("item.created", "item.deleted");
  }

  @Test
  void anItemThatNobodyToldOfIsFound() {
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    Instant old = flow.clock.instant().minus(Duration.ofHours(2));
    long strange = TestFlow.newItem();
    long young = TestFlow.newItem();
    bridgeLists(
        unchanged(item),
        json(strange, 0, old, old),
        json(young, 0, flow.clock.instant(), flow.clock.instant()));
    silence.tick();
    assertThat(flow.items.byBridgeId(strange)).isPresent();
    assertThat(flow.items.byBridgeId(young)).as("still being connected").isEmpty();
    assertThat(flow.told(user)).containsExactly("item.created", "item.created");
  }

  @Test
  void aLookThatFailsIsRepeatedWhenItsClaimEnds() {
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridge.on(ITEMS, StubBridge.error(500, "x", "broken"));
    silence.tick();
    silence.tick();
    assertThat(bridge.asked(ITEMS)).hasSize(1);
    bridgeLists(unchanged(item));
    flow.clock.pass(Duration.ofMinutes(10));
    silence.tick();
    assertThat(bridge.asked(ITEMS)).hasSize(2);
  }

  @Test
  void aUserAtWhomBridgeFailsStandsInNobodysWay() {
    List<BridgeUserView> failing = List.of(flow.user(), flow.user());
    failing.forEach(this::knownOf);
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeFailsFor(failing, item);
    silence.tick();
    assertThat(flow.told(user)).containsExactly("item.created", "item.action_required");
  }

  @Test
  void whereBridgeFailsAtSeveralTheOthersAreAskedAboutNext() {
    List<BridgeUserView> failing = List.of(flow.user(), flow.user(), flow.user());
    failing.forEach(this::knownOf);
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeFailsFor(failing, item);
    silence.tick();
    assertThat(bridge.asked(ITEMS)).hasSize(3);
    assertThat(flow.told(user)).containsExactly("item.created");
    silence.tick();
    assertThat(flow.told(user)).containsExactly("item.created", "item.action_required");
  }

  @Test
  void thoseAskedAboutInVainComeAfterAllOthers() {
    List<BridgeUserView> failing = Stream.generate(flow::user).limit(4).toList();
    failing.forEach(this::knownOf);
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeFailsFor(failing, item);
    silence.tick();
    flow.clock.pass(Duration.ofMinutes(10));
    silence.tick();
    assertThat(flow.told(user)).containsExactly("item.created", "item.action_required");
  }

  @Test
  void whatIsGivenBackComesNoSoonerThanBefore() {
    long vain = known().itemId();
    flow.clock.pass(PERIOD.plusSeconds(1));
    claim(10);
    flow.clock.pass(Duration.ofMinutes(10));
    ItemQueue.Silent again = queue.claimSilent(flow.clock.instant().minus(PERIOD), 10);
    assertThat(again.items()).extracting(ItemView::itemId).containsExactly(vain);
    queue.giveBack(again.items(), again.again());
    long fresh = known().itemId();
    flow.clock.pass(PERIOD.plusSeconds(1));
    ItemQueue.Silent first = queue.claimSilent(flow.clock.instant().minus(PERIOD), 10);
    assertThat(first.items()).extracting(ItemView::itemId).containsExactly(fresh);
    queue.giveBack(first.items(), first.again());
    assertThat(claim(10)).extracting(ItemView::itemId).containsExactly(fresh);
    assertThat(claim(10)).extracting(ItemView::itemId).containsExactly(vain);
  }

  @Test
  void onceHeardOfItIsAsNewAsTheOthers() {
    ItemFacts failed = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridge.on(ITEMS, StubBridge.error(500, "x", "broken"));
    silence.tick();
    flow.clock.pass(Duration.ofMinutes(10));
    flow.connections.heard(user.id(), failed, "event:again");
    flow.clock.pass(Duration.ofSeconds(1));
    known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    assertThat(claim(1)).extracting(ItemView::itemId).containsExactly(failed.itemId());
  }

  @Test
  void whereBridgeWantsFewerCallsTheOthersAreLeftForLater() {
    List<ItemFacts> all = Stream.generate(() -> knownOf(flow.user())).limit(5).toList();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridge.on(
        "POST /v3/aggregation/authorization/token", StubBridge.json(429, "", "Retry-After", "90"));
    silence.tick();
    assertThat(claim(10))
        .extracting(ItemView::itemId)
        .containsExactlyElementsOf(all.stream().skip(3).map(ItemFacts::itemId).toList());
  }

  @Test
  void aFewUsersAreAskedAboutAtATime() {
    List<ItemFacts> all = IntStream.range(0, 11).mapToObj(i -> knownOf(flow.user())).toList();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeLists(all.stream().map(SilentItemsIT::unchanged).toArray(String[]::new));
    silence.tick();
    assertThat(bridge.asked(ITEMS)).hasSize(10);
    silence.tick();
    assertThat(bridge.asked(ITEMS)).hasSize(11);
  }

  /** What is left of the user's budget is for those who wait. */
  @Test
  void whoseBudgetIsNearItsEndIsNotAskedAboutNow() {
    ItemFacts item = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridgeLists(json(item.itemId(), 1010, item.createdAt(), item.lastSuccessfulRefresh()));
    BridgeCaller waiting = new BridgeCaller(user.siteId(), user.knownUuid());
    for (int i = 0; i < 15; i++) {
      gateway.items(waiting, Duration.ofMinutes(1));
    }
    silence.tick();
    assertThat(bridge.asked(ITEMS)).as("by those who wait").hasSize(15);
    assertThat(flow.told(user)).containsExactly("item.created");
    flow.clock.pass(Duration.ofMinutes(10));
    silence.tick();
    assertThat(bridge.asked(ITEMS)).as("due again").hasSize(16);
    assertThat(flow.told(user)).containsExactly("item.created", "item.action_required");
  }

  private ItemFacts knownOf(BridgeUserView owner) {
    ItemFacts item = flow.item(TestFlow.newItem(), 0);
    flow.connections.heard(owner.id(), item, "event:before");
    flow.clock.pass(Duration.ofSeconds(1));
    return item;
  }

  /** All others have this item, and have to act. */
  private void bridgeFailsFor(List<BridgeUserView> failing, ItemFacts item) {
    bridge.on(
        "POST /v3/aggregation/authorization/token",
        (asked, exchange) ->
            StubBridge.json(201, StubBridge.token(asked.body().replaceAll(".*:\"|\"}", "")))
                .write(asked, exchange));
    List<String> refused = failing.stream().map(owner -> "Bearer " + owner.knownUuid()).toList();
    String listed = json(item.itemId(), 1010, item.createdAt(), item.lastSuccessfulRefresh());
    bridge.on(
        ITEMS,
        (asked, exchange) ->
            (refused.contains(asked.header("Authorization"))
                    ? StubBridge.json(200, "[]")
                    : StubBridge.json(200, StubBridge.page(listed, null)))
                .write(asked, exchange));
  }

  /** Two that wait for each other's banks would both fail. */
  @Test
  void anOutageThatAnotherNodeHoldsIsNotWaitedFor() {
    UUID outage =
        flow.database.inTransaction(
            em -> {
              BankOutage down = new BankOutage(574, flow.clock.instant(), flow.clock.instant());
              em.persist(down);
              return down.id();
            });
    long item = known().itemId();
    flow.clock.pass(PERIOD.plusSeconds(1));
    flow.database.doInTransaction(
        em -> {
          BankOutage held = em.find(BankOutage.class, outage, LockModeType.PESSIMISTIC_WRITE);
          assertThat(
                  CompletableFuture.supplyAsync(() -> claim(10))
                      .orTimeout(20, TimeUnit.SECONDS)
                      .join())
              .extracting(ItemView::itemId)
              .containsExactly(item);
          held.end(flow.clock.instant());
        });
  }

  @Test
  void severalNodesShareTheSilentItemsOldestFirst() throws Exception {
    List<Long> items =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  flow.clock.pass(Duration.ofMinutes(1));
                  return known().itemId();
                })
            .toList();
    flow.clock.pass(PERIOD.plusSeconds(1));
    assertThat(claim(2))
        .extracting(ItemView::itemId)
        .containsExactlyElementsOf(items.subList(0, 2));
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    Callable<List<ItemView>> claimer = () -> claim(6);
    List<Long> claimed = new ArrayList<>();
    for (Future<List<ItemView>> claim : nodes.invokeAll(Collections.nCopies(8, claimer))) {
      claim.get().forEach(item -> claimed.add(item.itemId()));
    }
    nodes.shutdown();
    claim(100).forEach(item -> claimed.add(item.itemId()));
    assertThat(claimed).containsExactlyInAnyOrderElementsOf(items.subList(2, 20));
  }
}

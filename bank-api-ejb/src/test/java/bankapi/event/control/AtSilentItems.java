package bankapi.event.control;

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
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.RareLines;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A user whose items nothing was heard of for long, on a stub of Bridge. */
abstract class AtSilentItems {

  static final String ITEMS = "GET /v3/aggregation/items";

  static final Duration PERIOD = Duration.ofHours(30);

  final TestFlow flow;
  final ItemQueue queue;
  StubBridge bridge;
  BridgeGateway gateway;
  SilentItems silence;
  BridgeUserView user;

  AtSilentItems(TestDatabase database) {
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

  List<ItemView> claim(int most) {
    return queue.claimSilent(flow.clock.instant().minus(PERIOD), most).items();
  }

  ItemFacts known() {
    ItemFacts item = flow.item(TestFlow.newItem(), 0);
    flow.connections.heard(user.id(), item, "event:before");
    return item;
  }

  ItemFacts knownOf(BridgeUserView owner) {
    ItemFacts item = flow.item(TestFlow.newItem(), 0);
    flow.connections.heard(owner.id(), item, "event:before");
    flow.clock.pass(Duration.ofSeconds(1));
    return item;
  }

  void bridgeLists(String... items) {
    bridge.on(ITEMS, StubBridge.json(200, StubBridge.page(String.join(",", items), null)));
  }

  static String json(long id, int status, Instant created, Instant refreshed) {
    return "{\"id\":%d,\"status\":%d,\"created_at\":\"%s\",\"last_successful_refresh\":\"%s\",\"last_try_refresh\":\"%s\"}"
        .formatted(id, status, created, refreshed, refreshed);
  }

  static String unchanged(ItemFacts item) {
    return json(item.itemId(), item.status(), item.createdAt(), item.lastSuccessfulRefresh());
  }
}

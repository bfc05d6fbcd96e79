package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.item.control.LostUsers;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.RareLines;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new connection of which neither the browser nor a webhook told. */
@OnEachDatabase
class ConnectionChecksIT {

  private static final String ITEMS = "GET /v3/aggregation/items";
  private static final String TOKEN = "POST /v3/aggregation/authorization/token";
  private static final Duration GRACE = Duration.ofMinutes(15);

  private final TestFlow flow;
  private StubBridge bridge;
  private ConnectionChecks checks;
  private BridgeUserView user;

  ConnectionChecksIT(TestDatabase database) {
    this.flow = new TestFlow(database);
  }

  /** The requests of other tests are given up. */
  @BeforeEach
  void start() {
    flow.clock.pass(Duration.ofDays(3));
    flow.expire();
    bridge = new StubBridge();
    BridgeGateway gateway = new TestGateway(bridge.url(), flow.clock).start();
    checks =
        TestBeans.create(
            ConnectionChecks.class,
            flow.connections,
            flow.queue,
            flow.items,
            gateway,
            TestBeans.create(LostUsers.class, gateway, flow.items),
            flow.tenancy,
            TestBeans.create(RareTraces.class, TestBeans.create(RareLines.class, flow.clock)));
    user = flow.user();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  private void bridgeLists(String... items) {
    bridge.on(ITEMS, StubBridge.json(200, StubBridge.page(String.join(",", items), null)));
  }

  private static String well(long id, Instant created) {
    return "{\"id\":%1$d,\"status\":0,\"created_at\":\"%2$s\",\"last_successful_refresh\":\"%2$s\",\"last_try_refresh\":\"%2$s\"}"
        .formatted(id, created);
  }

  @Test
  void isFoundAtBridgeOnceThePersonHadTime() {
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    bridgeLists(well(item, flow.clock.instant()));
    flow.clock.pass(GRACE.minusSeconds(10));
    checks.tick();
    assertThat(bridge.asked(ITEMS)).as("the person may still be at it").isEmpty();
    flow.clock.pass(Duration.ofSeconds(10));
    checks.tick();
    RequestView found = flow.connections.byId(request);
    assertThat(found.state()).isEqualTo("succeeded");
    assertThat(found.itemId()).isEqualTo(item);
    assertThat(flow.told(user)).containsExactly("connection.succeeded");
    flow.clock.pass(Duration.ofHours(23));
    checks.tick();
    assertThat(bridge.asked(ITEMS)).as("there is nothing left to look for").hasSize(1);
  }

  @Test
  void isNotGuessedWhereTwoRequestsCanBeMeant() {
    UUID first = flow.open(user, null);
    UUID second = flow.open(user, null);
    long item = TestFlow.newItem();
    bridgeLists(well(item, flow.clock.instant()));
    flow.clock.pass(GRACE);
    checks.tick();
    assertThat(flow.connections.byId(first).state()).isEqualTo("pending");
    assertThat(flow.connections.byId(second).state()).isEqualTo("pending");
    assertThat(flow.items.byBridgeId(item)).isPresent();
    assertThat(flow.told(user)).containsExactly("item.created");
  }

  @Test
  void isNotAnItemThatWasThereBefore() {
    long old = TestFlow.newItem();
    bridgeLists(well(old, flow.clock.instant()));
    flow.clock.pass(Duration.ofHours(1));
    UUID request = flow.open(user, null);
    flow.clock.pass(GRACE);
    checks.tick();
    assertThat(flow.connections.byId(request).state()).isEqualTo("pending");
    assertThat(flow.told(user)).containsExactly("item.created");
  }

  @Test
  void isLookedForEverMoreRarely() {
    UUID request = flow.open(user, null);
    bridgeLists();
    for (int minute = 0; minute < 24 * 60 - 1; minute++) {
      flow.clock.pass(Duration.ofMinutes(1));
      checks.tick();
    }
    assertThat(flow.connections.byId(request).state()).isEqualTo("pending");
    assertThat(bridge.asked(ITEMS)).hasSizeBetween(8, 16);
    flow.clock.pass(Duration.ofMinutes(2));
    checks.tick();
    assertThat(flow.told(user)).containsExactly("connection.expired");
  }

  /** As while another node is at work for that person, or hangs. */
  @Test
  void isFoundWhileSomebodyElsesRequestCannotBeGivenUp() {
    BridgeUserView held = flow.user();
    BridgeUserView other = flow.user();
    UUID first = flow.open(held, null);
    UUID second = flow.open(other, null);
    bridgeLists();
    flow.clock.pass(Duration.ofHours(23));
    checks.tick();
    UUID request = flow.open(user, null);
    bridgeLists(well(TestFlow.newItem(), flow.clock.instant()));
    flow.clock.pass(Duration.ofHours(1));
    flow.database.doInTransaction(
        em -> {
          flow.tenancy.lock(held.id());
          CompletableFuture.runAsync(checks::tick).orTimeout(20, TimeUnit.SECONDS).join();
        });
    assertThat(flow.connections.byId(request).state()).isEqualTo("succeeded");
    assertThat(flow.connections.byId(second).state()).isEqualTo("expired");
    assertThat(flow.connections.byId(first).state()).isEqualTo("pending");
    checks.tick();
    assertThat(flow.connections.byId(first).state()).isEqualTo("expired");
  }

  /** Asking every two minutes for a day would tell nobody anything. */
  @Test
  void isOverWhereBridgeNoLongerHasTheUser() {
    UUID request = flow.open(user, null);
    bridge.on(TOKEN, StubBridge.error(401, "user.authentication.unauthorized", "Unauthorized"));
    bridge.on(
        "GET /v3/aggregation/users/" + user.bridgeUuid(),
        StubBridge.error(404, "user.not_found", "User not found"));
    flow.clock.pass(GRACE);
    checks.tick();
    assertThat(flow.connections.byId(request).state()).isEqualTo("expired");
    assertThat(flow.told(user)).containsExactly("connection.expired");
    int asked = bridge.asked(TOKEN).size();
    flow.clock.pass(Duration.ofMinutes(5));
    checks.tick();
    assertThat(bridge.asked(TOKEN)).hasSize(asked);
  }

  @Test
  void isLookedForAgainWhereBridgeFailed() {
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    Instant made = flow.clock.instant();
    bridge.on(ITEMS, StubBridge.error(500, "x", "broken"));
    flow.clock.pass(GRACE);
    checks.tick();
    assertThat(flow.connections.byId(request).state()).isEqualTo("pending");
    bridgeLists(well(item, made));
    flow.clock.pass(Duration.ofMinutes(5));
    checks.tick();
    assertThat(flow.connections.byId(request).state()).isEqualTo("succeeded");
  }
}

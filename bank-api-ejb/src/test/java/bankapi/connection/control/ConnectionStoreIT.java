package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The browser and the webhooks decide a request, in whichever order they come. */
@OnEachDatabase
class ConnectionStoreIT {

  private static final BrowserReturn GOOD = new BrowserReturn(null, true, null);

  private final TestFlow flow;

  ConnectionStoreIT(TestDatabase database) {
    this.flow = new TestFlow(database);
  }

  @Test
  void aGoodReturnSucceedsOnceHoweverOftenItComes() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    for (int i = 0; i < 3; i++) {
      RequestView now = flow.connections.returned(request, GOOD, flow.item(item, 0), false);
      assertThat(now.succeeded()).isTrue();
      assertThat(now.itemId()).isEqualTo(item);
    }
    flow.connections.heard(user.id(), flow.item(item, 0), "event:x");
    assertThat(flow.told(user)).containsExactlyInAnyOrder("connection.succeeded", "item.refreshed");
  }

  @Test
  void theWebhookMayComeFirst() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, -2), "event:1");
    assertThat(flow.connections.byId(request).pending()).isTrue();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:2");
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    flow.connections.returned(request, GOOD, flow.item(item, 0), false);
    assertThat(flow.told(user)).containsExactlyInAnyOrder("connection.succeeded", "item.refreshed");
  }

  @Test
  void aReturnAfterAllWasDecidedIsNotedOnce() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    flow.connections.heard(user.id(), flow.item(TestFlow.newItem(), 0), "event:1");
    assertThat(returnedAt(request)).isNull();
    Instant first = flow.clock.instant();
    assertThat(flow.connections.cameLate(request).succeeded()).isTrue();
    flow.clock.pass(Duration.ofMinutes(1));
    flow.connections.cameLate(request);
    assertThat(returnedAt(request)).isEqualTo(first);
    assertThat(flow.told(user)).containsExactly("connection.succeeded");
  }

  private Instant returnedAt(UUID request) {
    return flow.database.inTransaction(
        em -> em.find(ConnectionRequest.class, request).returnedAt());
  }

  @Test
  void anItemFromBeforeTheRequestIsNotBelieved() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long old = TestFlow.newItem();
    RequestView now =
        flow.connections.returned(
            request,
            GOOD,
            flow.item(old, 0, flow.clock.instant().minus(Duration.ofHours(1))),
            false);
    assertThat(now.pending()).isTrue();
    assertThat(now.itemId()).isNull();
    assertThat(flow.items.byBridgeId(old)).isEmpty();
    assertThat(flow.told(user)).isEmpty();
  }

  @Test
  void anItemBelongsToOneNewConnectionOnly() {
    BridgeUserView user = flow.user();
    UUID first = flow.open(user, null);
    UUID second = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.returned(first, GOOD, flow.item(item, 0), false);
    assertThat(flow.connections.returned(second, GOOD, flow.item(item, 0), false).pending())
        .isTrue();
    assertThat(flow.told(user)).containsExactlyInAnyOrder("connection.succeeded");
  }

  @Test
  void ofTwoOpenRequestsNoneIsGuessed() {
    BridgeUserView user = flow.user();
    UUID first = flow.open(user, null);
    UUID second = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
    assertThat(flow.connections.byId(first).pending()).isTrue();
    assertThat(flow.connections.byId(second).pending()).isTrue();
    assertThat(flow.told(user)).containsExactlyInAnyOrder("item.created");
    flow.connections.returned(second, GOOD, flow.item(item, 0), false);
    assertThat(flow.connections.byId(second).succeeded()).isTrue();
    assertThat(flow.connections.byId(first).pending()).isTrue();
  }

  @Test
  void anotherUsersItemIsNeverTakenOver() {
    BridgeUserView owner = flow.user();
    long item = TestFlow.newItem();
    flow.connections.heard(owner.id(), flow.item(item, 0), "event:1");
    BridgeUserView thief = flow.user();
    UUID request = flow.open(thief, null);
    assertThatThrownBy(() -> flow.connections.returned(request, GOOD, flow.item(item, 0), false))
        .isInstanceOf(GatewayException.class);
    assertThat(flow.items.byBridgeId(item).orElseThrow().bridgeUserId()).isEqualTo(owner.id());
    assertThat(flow.connections.byId(request).pending()).isTrue();
  }

  @Test
  void anotherTenantFindsNeitherRequestNorItem() {
    ApiCaller one = flow.customer();
    ApiCaller other = flow.customer();
    BridgeUserView user = flow.user(one);
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.returned(request, GOOD, flow.item(item, 0), false);
    assertThat(flow.connections.owned(one, request).itemId()).isEqualTo(item);
    assertThat(flow.items.owned(one, item, "erp", "u1").itemId()).isEqualTo(item);
    assertThatThrownBy(() -> flow.connections.owned(other, request))
        .hasMessageContaining("not found");
    assertThatThrownBy(() -> flow.items.owned(other, item, null, null))
        .hasMessage("Item " + item + " not found");
    assertThatThrownBy(() -> flow.items.owned(one, item, "erp", "somebody"))
        .hasMessage("Item " + item + " not found");
  }

  @Test
  void badNewsMayTurnGoodButNeverBack() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    RequestView failed =
        flow.connections.returned(
            request, new BrowserReturn(item, false, "otp_form"), flow.item(item, 1010), false);
    assertThat(failed.state()).isEqualTo("failed");
    assertThat(failed.step()).isEqualTo("otp_form");
    assertThat(failed.status()).isEqualTo(1010);
    flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    flow.clock.pass(Duration.ofSeconds(1));
    flow.connections.returned(
        request, new BrowserReturn(item, false, "otp_form"), flow.item(item, 402), false);
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder(
            "connection.failed", "connection.succeeded", "item.refreshed", "item.action_required");
  }

  @Test
  void theBrowserCorrectsAWebhooksGuess() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long first = TestFlow.newItem();
    long second = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(first, 402), "event:1");
    RequestView now =
        flow.connections.returned(
            request, new BrowserReturn(second, true, null), flow.item(second, 0), false);
    assertThat(now.succeeded()).isTrue();
    assertThat(now.itemId()).isEqualTo(second);
    assertThat(flow.told(user)).containsExactly("connection.succeeded");
  }

  @Test
  void returnAndWebhookAtOnceTellTheSiteOnce() throws Exception {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      Future<?> webhook =
          two.submit(
              () -> {
                start.await();
                flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
                return null;
              });
      Future<?> back =
          two.submit(
              () -> {
                start.await();
                flow.connections.returned(request, GOOD, flow.item(item, 0), false);
                return null;
              });
      webhook.get();
      back.get();
    } finally {
      two.shutdownNow();
    }
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    assertThat(flow.told(user)).filteredOn("connection.succeeded"::equals).hasSize(1);
  }
}

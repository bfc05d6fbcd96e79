package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemView;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ConnectionStoreIT {

  private final TestFlow flow;

  ConnectionStoreIT(TestDatabase database) {
    this.flow = new TestFlow(database);
  }

  private static final BrowserReturn GOOD = new BrowserReturn(null, true, null);

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
  void nothingHeardExpiresAndTheTruthMayStillComeLate() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    flow.expire();
    assertThat(flow.connections.byId(request).pending()).isTrue();
    flow.clock.pass(Duration.ofHours(24));
    flow.expire();
    flow.expire();
    assertThat(flow.connections.byId(request).state()).isEqualTo("expired");
    flow.connections.returned(request, GOOD, flow.item(TestFlow.newItem(), 0), false);
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder("connection.expired", "connection.succeeded");
  }

  @Test
  void whileBridgeIsSilentATimerLooksAgainOnOneNodeOnly() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    RequestView now =
        flow.connections.returned(request, new BrowserReturn(item, true, null), null, true);
    assertThat(now.pending()).isTrue();
    assertThat(now.itemToCheck()).isEqualTo(item);
    flow.clock.pass(Duration.ofSeconds(6));
    List<UUID> due = flow.queue.claimDue(100).stream().map(RequestView::request).toList();
    assertThat(due).contains(request);
    assertThat(flow.queue.claimDue(100)).extracting(RequestView::request).doesNotContain(request);
    flow.connections.checked(request, flow.item(item, 0));
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
  }

  @Test
  void badNewsWaitsWhileThePersonIsStillAtTheBank() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 402), "event:1");
    assertThat(flow.connections.byId(request).pending()).isTrue();
    flow.clock.pass(Duration.ofMinutes(16));
    flow.connections.checked(request, flow.item(item, 402));
    assertThat(flow.connections.byId(request).state()).isEqualTo("failed");
  }

  @Test
  void aRequestNobodyReturnedFromIsAskedAboutEverMoreRarely() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, -2), "event:1");
    flow.clock.pass(Duration.ofHours(2));
    flow.connections.checked(request, flow.item(item, -2));
    flow.clock.pass(Duration.ofMinutes(9));
    assertThat(flow.queue.claimDue(100)).extracting(RequestView::request).doesNotContain(request);
    flow.clock.pass(Duration.ofMinutes(2));
    assertThat(flow.queue.claimDue(100)).extracting(RequestView::request).contains(request);
  }

  @Test
  void theNeedToActThatATimerSeesFirstIsToldOnce() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    UUID request = flow.open(user, null);
    flow.connections.heard(user.id(), flow.item(item, -2), "event:1");
    flow.clock.pass(Duration.ofMinutes(16));
    ItemFacts ill = flow.item(item, 402);
    flow.connections.checked(request, ill);
    flow.connections.heard(user.id(), ill, "event:2");
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder("connection.failed", "item.action_required");
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
  void olderNewsDoesNotOverwriteNewer() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    ItemFacts older = flow.item(item, 1010);
    flow.clock.pass(Duration.ofMinutes(1));
    flow.connections.heard(user.id(), flow.item(item, 0), "event:2");
    flow.connections.heard(user.id(), older, "event:1");
    assertThat(flow.items.byBridgeId(item).orElseThrow().status()).isZero();
    assertThat(flow.told(user)).doesNotContain("item.action_required");
  }

  private static ItemFacts read(long item, int status, Instant success, Instant begun) {
    return new ItemFacts(
        item, status, null, 574L, "payment", success, begun, begun, null, null, null);
  }

  /** Bridge says when a try began, not when it said so. */
  @Test
  void whatWasReadWhileATryRanDoesNotOverwriteWhatCameOfIt() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    Instant begun = flow.clock.instant();
    Instant success = begun.plusSeconds(11);
    flow.connections.heard(user.id(), read(item, 0, success, begun), "event:2");
    flow.connections.heard(user.id(), read(item, -2, null, begun), "event:1");
    flow.connections.heard(user.id(), read(item, -2, null, null), "event:0");
    flow.connections.heard(user.id(), read(item, -3, begun.minusSeconds(9), begun), "event:3");
    ItemView known = flow.items.byBridgeId(item).orElseThrow();
    assertThat(known.status()).isZero();
    assertThat(known.lastSuccessfulRefresh()).isEqualTo(success);
  }

  @Test
  void aFirstTryThatFailedIsToldOnce() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    Instant begun = flow.clock.instant();
    flow.connections.heard(user.id(), read(item, -2, null, begun), "event:1");
    flow.connections.heard(user.id(), read(item, 1010, null, begun), "event:2");
    flow.connections.heard(user.id(), read(item, -2, null, begun), "event:3");
    flow.connections.heard(user.id(), read(item, 1010, null, begun), "event:4");
    assertThat(flow.told(user)).containsOnlyOnce("item.action_required");
  }

  @Test
  void anItemThatIsEditedWaitsAlsoBeforeItsNextTry() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    Instant begun = flow.clock.instant();
    flow.connections.heard(user.id(), read(item, 402, null, begun), "event:1");
    flow.connections.heard(user.id(), read(item, -3, null, begun), "event:2");
    assertThat(flow.items.byBridgeId(item).orElseThrow().status()).isEqualTo(-3);
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

  @Test
  void whatWasReadBeforeItsUserWasDeletedComesToNothing() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.items.userLost(user);
    refused(() -> flow.connections.heard(user.id(), flow.item(item, 0), "event:1"));
    refused(() -> flow.connections.looked(user.id(), flow.item(item, 0), new TreeSet<>()));
    refused(() -> flow.connections.checked(request, flow.item(item, 0)));
    RequestView back = flow.connections.returned(request, GOOD, flow.item(item, 0), false);
    assertThat(back.pending()).isTrue();
    assertThat(flow.items.byBridgeId(item)).isEmpty();
    assertThat(flow.told(user)).isEmpty();
  }

  @Test
  void whatWasReadBeforeTheItemWasDeletedComesToNothing() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
    UUID request = flow.open(user, item);
    flow.items.deleted(item);
    refused(() -> flow.connections.heard(user.id(), flow.item(item, 1010), "event:2"));
    assertThat(flow.connections.returned(request, GOOD, flow.item(item, 0), false).pending())
        .isTrue();
    assertThat(flow.told(user)).containsExactlyInAnyOrder("item.created", "item.deleted");
  }

  /** At the very same time, on two nodes: what was read waits for the deletion. */
  @Test
  void whatIsWrittenWhileItsUserIsBeingDeletedComesToNothing() throws Exception {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> written =
          flow.database.inTransaction(
              em -> {
                flow.items.userLost(user);
                Future<?> writes =
                    other.submit(
                        () -> flow.connections.heard(user.id(), flow.item(item, 0), "event:1"));
                await().until(() -> writes.isDone() || flow.database.somebodyWaits());
                return writes;
              });
      assertThatThrownBy(written::get).hasCauseInstanceOf(GatewayException.class);
    } finally {
      other.shutdownNow();
    }
    assertThat(flow.items.byBridgeId(item)).isEmpty();
  }

  private static void refused(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.code()).isEqualTo(GatewayException.Code.NOT_FOUND));
  }

  @Test
  void aDeletedItemIsToldOnce() {
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
    flow.items.deleted(item);
    flow.items.deleted(item);
    assertThat(flow.items.ofBridgeUsers(List.of(user.id()))).isEmpty();
    assertThat(flow.told(user)).containsExactlyInAnyOrder("item.created", "item.deleted");
  }
}

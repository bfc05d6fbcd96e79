package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemFacts;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests that nothing has decided: a timer looks again, and they are given up. */
@OnEachDatabase
class PendingRequestsIT {

  private final TestFlow flow;

  PendingRequestsIT(TestDatabase database) {
    this.flow = new TestFlow(database);
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
  void nothingHeardExpiresAndTheTruthMayStillComeLate() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    flow.expire();
    assertThat(flow.connections.byId(request).pending()).isTrue();
    flow.clock.pass(Duration.ofHours(24));
    flow.expire();
    flow.expire();
    assertThat(flow.connections.byId(request).state()).isEqualTo("expired");
    flow.connections.returned(
        request, new BrowserReturn(null, true, null), flow.item(TestFlow.newItem(), 0), false);
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder("connection.expired", "connection.succeeded");
  }

  @Test
  void goodNewsAfterThePersonGaveUpIsLookedAtAgain() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    flow.connections.returned(
        request, new BrowserReturn(null, false, "bank_selection"), null, false);
    flow.clock.pass(Duration.ofHours(1));
    long item = TestFlow.newItem();
    RequestView now =
        flow.connections.returned(request, new BrowserReturn(item, true, null), null, true);
    assertThat(now.pending()).isTrue();
    assertThat(now.step()).isNull();
    flow.clock.pass(Duration.ofSeconds(6));
    assertThat(flow.queue.claimDue(100)).extracting(RequestView::request).contains(request);
    flow.connections.checked(request, flow.item(item, 0));
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    assertThat(flow.told(user)).containsExactly("connection.failed", "connection.succeeded");
  }

  @Test
  void whoFinishesAfterATimerGaveUpIsWaitedFor() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 402), "event:1");
    flow.clock.pass(Duration.ofMinutes(16));
    flow.connections.checked(request, flow.item(item, 402));
    flow.clock.pass(Duration.ofMinutes(1));
    RequestView now =
        flow.connections.returned(
            request, new BrowserReturn(item, true, null), flow.item(item, -3), false);
    assertThat(now.pending()).isTrue();
    flow.clock.pass(Duration.ofMinutes(1));
    flow.connections.checked(request, flow.item(item, 402));
    assertThat(flow.connections.byId(request).state()).isEqualTo("failed");
    assertThat(flow.told(user)).containsOnlyOnce("connection.failed");
  }

  @Test
  void aWebhookAboutTheItemThatTheBrowserNamedCompletesTheRequest() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    UUID another = flow.open(user, null);
    long item = TestFlow.newItem();
    flow.connections.returned(request, new BrowserReturn(item, true, null), null, true);
    flow.connections.heard(user.id(), flow.item(item, 0), "event:1");
    assertThat(flow.connections.byId(request).succeeded()).isTrue();
    assertThat(flow.connections.byId(another).pending()).isTrue();
  }

  @Test
  void anItemOfBeforeIsNobodysWhateverTheBrowserNames() {
    BridgeUserView user = flow.user();
    ItemFacts old = flow.item(TestFlow.newItem(), 402);
    flow.connections.heard(user.id(), old, "event:1");
    flow.clock.pass(Duration.ofHours(1));
    UUID request = flow.open(user, null);
    flow.connections.returned(request, new BrowserReturn(old.itemId(), true, null), null, true);
    flow.connections.heard(user.id(), flow.item(old.itemId(), 0, old.createdAt()), "event:2");
    assertThat(flow.connections.byId(request).pending()).isTrue();
  }

  @Test
  void onlyGoodNewsTakesAFailedRequestUpAgain() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    BrowserReturn left = new BrowserReturn(null, false, "bank_selection");
    flow.connections.returned(request, left, null, false);
    long item = TestFlow.newItem();
    BrowserReturn good = new BrowserReturn(item, true, null);
    assertThat(
            Stream.of(
                flow.connections.returned(
                    request, new BrowserReturn(item, false, null), null, true),
                flow.connections.returned(request, new BrowserReturn(item, null, null), null, true),
                flow.connections.returned(request, good, null, false),
                flow.connections.returned(request, good, flow.item(item, 402), false)))
        .extracting(RequestView::state)
        .containsOnly("failed");
  }

  @Test
  void anExpiredRequestThatIsTakenUpAgainHasItsWholeTimeOnce() {
    BridgeUserView user = flow.user();
    UUID request = flow.open(user, null);
    flow.clock.pass(Duration.ofHours(25));
    flow.expire();
    BrowserReturn back = new BrowserReturn(TestFlow.newItem(), true, null);
    flow.connections.returned(request, back, null, true);
    flow.clock.pass(Duration.ofHours(23));
    assertThat(flow.connections.returned(request, back, null, true).pending()).isTrue();
    flow.expire();
    assertThat(flow.connections.byId(request).pending()).isTrue();
    flow.clock.pass(Duration.ofHours(2));
    flow.expire();
    assertThat(flow.connections.byId(request).state()).isEqualTo("expired");
  }
}

package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemFacts;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of requests about an item that is known and well. */
@OnEachDatabase
class RenewalIT {

  private final TestFlow flow;
  private BridgeUserView user;
  private long item;
  private ItemFacts before;
  private UUID renewal;

  RenewalIT(TestDatabase database) {
    this.flow = new TestFlow(database);
  }

  @BeforeEach
  void ask() {
    user = flow.user();
    item = TestFlow.newItem();
    before = flow.item(item, 0);
    flow.connections.heard(user.id(), before, "event:1");
    flow.clock.pass(Duration.ofDays(1));
    renewal = flow.open(user, item);
  }

  private BrowserReturn gaveUp() {
    return new BrowserReturn(item, false, "otp_form");
  }

  private RequestView now() {
    return flow.connections.byId(renewal);
  }

  @Test
  void isDecidedByARefreshAfterIt() {
    BrowserReturn good = new BrowserReturn(item, true, null);
    flow.connections.returned(renewal, good, flow.item(item, 0), false);
    assertThat(now().succeeded()).isTrue();
    UUID other = flow.open(user, item);
    RequestView foreign =
        flow.connections.returned(
            other, new BrowserReturn(null, true, null), flow.item(TestFlow.newItem(), 0), false);
    assertThat(foreign.pending()).isTrue();
  }

  @Test
  void whatWasGivenUpLongAgoIsNotNewsAgain() {
    flow.clock.pass(Duration.ofHours(24));
    flow.expire();
    flow.clock.pass(Duration.ofDays(90));
    flow.connections.heard(user.id(), flow.item(item, 1010), "event:2");
    flow.clock.pass(Duration.ofDays(1));
    flow.connections.heard(user.id(), flow.item(item, 0), "event:3");
    assertThat(now().state()).isEqualTo("expired");
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder(
            "item.created", "connection.expired", "item.action_required", "item.refreshed");
  }

  @Test
  void theNightlyRefreshOfAHealthyItemRenewsNothing() {
    flow.clock.pass(Duration.ofHours(3));
    flow.connections.heard(user.id(), flow.item(item, 0), "event:2");
    assertThat(now().pending()).isTrue();
  }

  @Test
  void aConsentEndThatDiffersBySecondsRenewsNothing() {
    Instant end = flow.clock.instant().plus(Duration.ofDays(90));
    long consented = TestFlow.newItem();
    flow.connections.heard(user.id(), until(consented, end), "event:1");
    renewal = flow.open(user, consented);
    flow.clock.pass(Duration.ofHours(3));
    flow.connections.heard(user.id(), until(consented, end.plusSeconds(1)), "event:2");
    assertThat(now().pending()).isTrue();
    flow.clock.pass(Duration.ofHours(3));
    Instant renewed = end.plus(Duration.ofDays(2));
    flow.connections.heard(user.id(), until(consented, renewed), "event:3");
    assertThat(now().succeeded()).isTrue();
  }

  private ItemFacts until(long id, Instant consentEnd) {
    Instant at = flow.clock.instant();
    return new ItemFacts(id, 0, null, 574L, "payment", at, at, at, consentEnd, null, null);
  }

  @Test
  void failsWhereItWasGivenUpHoweverWellTheItemIs() {
    flow.connections.returned(renewal, gaveUp(), before, false);
    assertThat(now().state()).isEqualTo("failed");
    assertThat(now().step()).isEqualTo("otp_form");
  }

  @Test
  void failsWhereItWasGivenUpAlsoWhenBridgeWasSilentAtTheReturn() {
    assertThat(flow.connections.returned(renewal, gaveUp(), null, true).pending()).isTrue();
    flow.clock.pass(Duration.ofSeconds(6));
    flow.connections.checked(renewal, before);
    assertThat(now().state()).isEqualTo("failed");
    assertThat(now().step()).isEqualTo("otp_form");
    assertThat(flow.told(user)).containsExactlyInAnyOrder("item.created", "connection.failed");
  }

  @Test
  void isNotRenewedByTheNightlyRefreshAfterItWasGivenUp() {
    flow.connections.returned(renewal, gaveUp(), before, false);
    flow.clock.pass(Duration.ofHours(8));
    flow.connections.heard(user.id(), flow.item(item, 0), "event:2");
    assertThat(now().state()).isEqualTo("failed");
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder("item.created", "connection.failed", "item.refreshed");
  }

  @Test
  void hearsNothingOfWhatANewerOneHasAchieved() {
    BrowserReturn wentOn = new BrowserReturn(item, true, null);
    flow.connections.returned(renewal, wentOn, flow.item(item, 402), false);
    assertThat(now().state()).isEqualTo("failed");
    flow.clock.pass(Duration.ofMinutes(1));
    UUID newer = flow.open(user, item);
    flow.clock.pass(Duration.ofMinutes(1));
    ItemFacts well = flow.item(item, 0);
    assertThat(flow.connections.returned(newer, wentOn, well, false).succeeded()).isTrue();
    flow.connections.heard(user.id(), well, "event:2");
    assertThat(now().state()).isEqualTo("failed");
    assertThat(flow.told(user)).containsOnlyOnce("connection.succeeded");
  }

  @Test
  void isNotGivenUpByAPersonWhoComesBackWithGoodNews() {
    flow.connections.returned(renewal, gaveUp(), null, true);
    flow.connections.returned(renewal, new BrowserReturn(item, true, null), null, true);
    flow.connections.checked(renewal, before);
    assertThat(now().succeeded()).isTrue();
  }

  @Test
  void theNeedToActThatTheReturnSeesFirstIsToldOnce() {
    ItemFacts ill = flow.item(item, 1010);
    flow.connections.returned(renewal, gaveUp(), ill, false);
    flow.connections.heard(user.id(), ill, "event:2");
    flow.connections.returned(renewal, gaveUp(), ill, false);
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder("item.created", "connection.failed", "item.action_required");
  }

  @Test
  void theNeedToActThatAWebhookToldIsNotToldByTheReturn() {
    ItemFacts ill = flow.item(item, 1010);
    flow.connections.heard(user.id(), ill, "event:2");
    flow.connections.returned(renewal, gaveUp(), ill, false);
    assertThat(flow.told(user))
        .containsExactlyInAnyOrder("item.created", "connection.failed", "item.action_required");
  }
}

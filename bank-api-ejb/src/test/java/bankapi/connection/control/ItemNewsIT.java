package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemView;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What was read of an item, in whichever order it comes. */
@OnEachDatabase
class ItemNewsIT {

  private final TestFlow flow;

  ItemNewsIT(TestDatabase database) {
    this.flow = new TestFlow(database);
  }

  private static ItemFacts read(long item, int status, Instant success, Instant begun) {
    return new ItemFacts(
        item, status, null, 574L, "payment", success, begun, begun, null, null, null);
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
}

package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.StubBridge;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemView;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is asked about next where Bridge fails, and how many. */
@OnEachDatabase
class SilentItemsTurnsIT extends AtSilentItems {

  SilentItemsTurnsIT(TestDatabase database) {
    super(database);
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
    bridgeLists(all.stream().map(AtSilentItems::unchanged).toArray(String[]::new));
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
}

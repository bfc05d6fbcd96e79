package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.StubBridge;
import bankapi.connection.control.TestFlow;
import bankapi.item.control.ItemFacts;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.site.entity.BridgeUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is told of items nothing was heard of. */
@OnEachDatabase
class SilentItemsIT extends AtSilentItems {

  SilentItemsIT(TestDatabase database) {
    super(database);
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
}

package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.StubBridge;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes, and what stays, when an operator deletes a user or an item. */
@OnEachDatabase
class RemovalsIT extends AtRemovals {

  RemovalsIT(TestDatabase database) {
    super(database);
  }

  @Test
  void aUserIsDeletedAtBridgeWithAllItemsAndItsNameIsForgotten() {
    BridgeUserView user = user("anna@erp.fr");
    BridgeUserView other = user("bert@erp.fr");
    long item = item(user);
    long kept = item(other);
    bridge.on(path(user), GONE);
    remove(user);
    assertThat(bridge.asked(path(user))).hasSize(1);
    assertThat(isDeleted(item)).isTrue();
    assertThat(isDeleted(kept)).isFalse();
    assertThat(flow.told(user)).containsExactly("item.created", "item.created", "item.deleted");
    assertThat(names(user)).containsExactly("bert@erp.fr");
    assertThat(flow.items.byBridgeId(item).orElseThrow().user()).doesNotContain("anna");
    assertThat(audited("user " + user.id()))
        .containsExactlyInAnyOrder("user.delete-begun", "user.delete");
  }

  @Test
  void theNameIsFreeAgain() {
    BridgeUserView user = user("anna@erp.fr");
    bridge.on(path(user), GONE);
    remove(user);
    fails(Code.NOT_FOUND, () -> flow.tenancy.bridgeUsers(customer, "erp", "anna@erp.fr"));
    fails(
        Code.NOT_FOUND,
        () -> flow.tenancy.bridgeUsers(customer, "erp", user.knownUuid().toString()));
    fails(Code.NOT_FOUND, () -> flow.tenancy.bridgeUsers(customer, "erp", null));
    String formerly = "forgotten-" + user.id();
    fails(Code.NOT_FOUND, () -> flow.tenancy.bridgeUsers(customer, "erp", formerly));
    fails(Code.NOT_FOUND, () -> enrolled(formerly));
    BridgeUserView again = user("anna@erp.fr");
    assertThat(again.id()).isNotEqualTo(user.id());
    assertThat(again.externalId()).isNotEqualTo(user.externalId());
  }

  @Test
  void saidAgainAfterItDiedInBetweenTheRestIsDone() {
    BridgeUserView user = user("anna@erp.fr");
    bridge.on(path(user), error(404, "user.not_found", "User not found"));
    remove(user);
    assertThat(names(user)).isEmpty();
    BridgeUserView lost = user("bert@erp.fr");
    flow.items.userLost(lost);
    remove(lost);
    remove(lost);
    assertThat(bridge.asked(path(lost))).as("known to be gone").isEmpty();
    assertThat(names(lost)).isEmpty();
    assertThat(audited("user " + lost.id()))
        .containsExactlyInAnyOrder(
            "user.delete-begun", "user.delete", "user.delete-begun", "user.delete");
  }

  @Test
  void whereBridgeFailsNothingChanges() {
    BridgeUserView user = user("anna@erp.fr");
    long item = item(user);
    bridge.on(path(user), raw(404, "text/html", "<html>404</html>"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    bridge.on(path(user), error(404, "route.not_found", "No such route"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    bridge.on(path(user), error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    assertThat(isDeleted(item)).isFalse();
    assertThat(names(user)).containsExactly("anna@erp.fr");
    assertThat(audited("user " + user.id())).hasSize(3).containsOnly("user.delete-begun");
  }

  @Test
  void aUserOfAnotherSiteIsNotFound() {
    BridgeUserView user = user("anna@erp.fr");
    UUID otherSite = flow.user().siteId();
    fails(Code.NOT_FOUND, () -> removals.user(otherSite, user.id(), OPERATOR));
    fails(Code.NOT_FOUND, () -> removals.user(user.siteId(), UUID.randomUUID(), OPERATOR));
    fails(Code.NOT_FOUND, () -> users.list(UUID.randomUUID(), null, new PageWish(50, null)));
  }

  @Test
  void openRequestsEndWhileTheirSiteStillKnowsWhoseTheyAre() {
    BridgeUserView user = user("anna@erp.fr");
    flow.open(user, null);
    bridge.on(path(user), GONE);
    remove(user);
    assertThat(flow.told(user)).containsExactly("connection.expired");
    assertThat(flow.bodies(user, "connection.expired").get(0)).contains("anna@erp.fr");
  }

  @Test
  void anItemIsDeletedWhoeverOwnsIt() {
    BridgeUserView user = user("anna@erp.fr");
    long item = item(user);
    String path = "DELETE /v3/aggregation/items/" + item;
    bridge.on("POST /v3/aggregation/authorization/token", json(201, StubBridge.token("anybody")));
    bridge.on(path, error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> removals.item(item, OPERATOR));
    assertThat(isDeleted(item)).isFalse();
    bridge.on(path, GONE);
    removals.item(item, OPERATOR);
    removals.item(item, OPERATOR);
    assertThat(flow.told(user)).containsExactly("item.created", "item.deleted");
    assertThat(audited("item " + item)).containsOnlyOnce("item.delete");
    fails(Code.NOT_FOUND, () -> removals.item(TestFlow.newItem(), OPERATOR));
  }
}

package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.BridgeUserView;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Users whom Bridge made, lost or made anew unseen, or while they are deleted. */
@OnEachDatabase
class UnseenUsersIT extends AtRemovals {

  private static final String MAKE = "POST /v3/aggregation/users";

  UnseenUsersIT(TestDatabase database) {
    super(database);
  }

  private static String atBridge(UUID made, UUID externalId) {
    return "{\"uuid\":\"" + made + "\",\"external_user_id\":\"" + externalId + "\"}";
  }

  @Test
  void whomBridgeMadeUnseenIsDeletedThere() {
    BridgeUserView user = enrolled("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridgeHas(atBridge(made, user.externalId()));
    bridge.on(path(made), error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    assertThat(names(user)).hasSize(1);
    bridge.on(path(made), GONE);
    remove(user);
    assertThat(names(user)).isEmpty();
    assertThat(bridge.asked(USERS).get(0).query())
        .containsEntry("external_user_id", user.externalId().toString());
    fails(Code.CONFLICT, () -> flow.registry.known(user.id(), made));
  }

  /** Made again after Bridge had deleted it, by a process that died then. */
  @Test
  void whoWasLostAndMadeAgainUnseenIsDeletedThere() {
    BridgeUserView user = user("anna@erp.fr");
    flow.items.userLost(user);
    UUID made = UUID.randomUUID();
    bridgeHas(atBridge(made, flow.tenancy.bridgeUser(user.id()).externalId()));
    bridge.on(path(made), GONE);
    remove(user);
    assertThat(bridge.asked(path(made))).hasSize(1);
    assertThat(bridge.asked(path(user))).as("known to be gone").isEmpty();
    fails(Code.CONFLICT, () -> flow.registry.known(user.id(), user.knownUuid()));
  }

  @Test
  void whoIsDeletedWhileBridgeMakesItDoesNotStayThere() {
    BridgeUserView user = enrolled("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridge.on(
        MAKE,
        (asked, exchange) -> {
          remove(user);
          json(201, atBridge(made, user.externalId())).write(asked, exchange);
        });
    bridge.on(path(made), GONE);
    fails(Code.CONFLICT, () -> link("anna@erp.fr"));
    assertThat(bridge.asked(path(made))).hasSize(1);
  }

  @Test
  void whoCouldNotBeTakenBackIsDeletedWhenItIsSaidAgain() {
    BridgeUserView user = enrolled("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridge.on(
        MAKE,
        (asked, exchange) -> {
          remove(user);
          json(201, atBridge(made, user.externalId())).write(asked, exchange);
        });
    bridge.on(path(made), error(500, "x", "broken"));
    fails(Code.CONFLICT, () -> link("anna@erp.fr"));
    bridgeHas(atBridge(made, user.externalId()));
    bridge.on(path(made), GONE);
    int before = bridge.asked(path(made)).size();
    remove(user);
    assertThat(bridge.asked(path(made))).hasSize(before + 1);
  }

  @Test
  void whoWasDeletedAtBridgeDoesNotComeBack() {
    BridgeUserView user = user("anna@erp.fr");
    flow.items.userLost(user);
    fails(Code.CONFLICT, () -> flow.registry.known(user.id(), user.knownUuid()));
    UUID made = UUID.randomUUID();
    assertThat(flow.registry.known(user.id(), made).bridgeUuid()).isEqualTo(made);
  }

  @Test
  void whoConnectsAgainAtThatMomentIsKept() {
    BridgeUserView user = user("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridge.on(
        path(user),
        (asked, exchange) -> {
          flow.items.userLost(user);
          flow.registry.known(user.id(), made);
          GONE.write(asked, exchange);
        });
    fails(Code.CONFLICT, () -> remove(user));
    assertThat(names(user)).containsExactly("anna@erp.fr");
    assertThat(flow.tenancy.bridgeUser(user.id()).bridgeUuid()).isEqualTo(made);
  }
}

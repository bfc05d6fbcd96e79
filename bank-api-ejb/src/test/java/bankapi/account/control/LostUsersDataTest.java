package bankapi.account.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.BridgeUserView;
import org.junit.jupiter.api.Test;

/** What is told of those whom Bridge forgot, and of those whose token it only refuses. */
class LostUsersDataTest extends AtAccounts {

  @Test
  void aUserThatBridgeForgotHidesNoOther() {
    BridgeUserView gone = rig.user(caller, "gone");
    rig.unknownAtBridge(gone);
    assertThat(all(accounts.transactions(caller, rig.wish().get()))).hasSize(3);
    fails(Code.BRIDGE_REFUSED, () -> accounts.transactions(caller, rig.wish().user("gone").get()));
  }

  @Test
  void whoIsKnownToBeLostIsNotAskedForAgain() {
    BridgeUserView gone = rig.user(caller, "gone");
    rig.unknownAtBridge(gone);
    all(accounts.transactions(caller, rig.wish().get()));
    int tokens = bridge.asked(TOKEN).size();
    assertThat(all(accounts.transactions(caller, rig.wish().get()))).hasSize(3);
    assertThat(bridge.asked(TOKEN)).hasSize(tokens);
  }

  @Test
  void aRefusedTokenAloneHidesNobodysData() {
    BridgeUserView second = rig.user(caller, "u2");
    rig.refused(second);
    fails(Code.BRIDGE_UNAVAILABLE, () -> all(accounts.transactions(caller, rig.wish().get())));
    fails(
        Code.BRIDGE_UNAVAILABLE, () -> accounts.transactions(caller, rig.wish().user("u2").get()));
    fails(
        Code.BRIDGE_UNAVAILABLE, () -> accounts.transactions(caller, rig.wish().account(14).get()));
  }

  @Test
  void anItemIsNotDeletedBecauseATokenIsRefused() {
    rig.refused(user);
    fails(Code.BRIDGE_UNAVAILABLE, () -> rig.items.delete(caller, item, null, null));
    assertThat(rig.isDeleted(item)).isFalse();
    rig.unknownAtBridge(user);
    rig.items.delete(caller, item, null, null);
    assertThat(rig.isDeleted(item)).isTrue();
    assertThat(rig.isDeleted(otherItem)).as("with the user all of it is gone").isTrue();
  }

  @Test
  void whatIsKnownOfAnItemIsToldWhileATokenIsRefused() {
    rig.refused(user);
    assertThat(rig.items.details(caller, item, null, null, null).stale()).isTrue();
    fails(Code.BRIDGE_UNAVAILABLE, () -> rig.items.refresh(caller, item, null, null));
    assertThat(rig.isDeleted(item)).isFalse();
    rig.unknownAtBridge(user);
    fails(Code.NOT_FOUND, () -> rig.items.details(caller, item, null, null, null));
    assertThat(rig.isDeleted(item)).isTrue();
  }
}

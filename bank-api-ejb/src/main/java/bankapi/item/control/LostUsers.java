package bankapi.item.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Orchestrator: what becomes of a user that Bridge has deleted. Its items are gone, their site
 * hears so once, and the next link makes a new user.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LostUsers {

  private static final Logger LOGGER = System.getLogger(LostUsers.class.getName());

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject BridgeGateway bridge;
  @Inject ItemStore items;
  @Inject Tenancy tenancy;

  /** As below, for whoever has time. */
  public boolean check(BridgeUserView user) {
    return check(user, PATIENCE);
  }

  /**
   * Somebody says that Bridge no longer has the user. Bridge itself is asked before that is
   * believed: a refused token alone could be a fault of Bridge's.
   *
   * @param atMost how long Bridge's answer is waited for
   * @return whether it is gone
   */
  public boolean check(BridgeUserView user, Duration atMost) {
    if (user.lost()) {
      items.userLost(user);
      return true;
    }
    bridge.forgetUser(user.knownUuid());
    if (bridge.hasUser(user.siteId(), user.knownUuid(), atMost)) {
      return false;
    }
    LOGGER.log(Level.WARNING, "Bridge no longer has the user {0}", user.knownUuid());
    items.userLost(user);
    return true;
  }

  /**
   * For who would take a refused token for "there is nothing": returns only where Bridge itself
   * says that the user is gone.
   *
   * @throws GatewayException BRIDGE_UNAVAILABLE where Bridge still has the user, or what it fails
   *     with where it cannot be asked
   */
  public void confirm(BridgeCaller refused) {
    tenancy.byBridgeUuid(refused.userUuid()).ifPresent(this::confirm);
  }

  /** As above. */
  public void confirm(BridgeUserView refused) {
    if (!check(refused)) {
      throw new GatewayException(
          Code.BRIDGE_UNAVAILABLE, "Bridge does not let this user in at the moment");
    }
  }
}

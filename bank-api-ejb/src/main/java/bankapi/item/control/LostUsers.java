package bankapi.item.control;

import bankapi.bridge.control.BridgeGateway;
import bankapi.site.control.BridgeUserView;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Orchestrator: what becomes of a user that Bridge has deleted. Its items are gone, their site
 * hears so once, and the next link makes a new user.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LostUsers {

  private static final Logger LOGGER = System.getLogger(LostUsers.class.getName());

  @Inject BridgeGateway bridge;
  @Inject ItemStore items;

  /**
   * Somebody says that Bridge no longer has the user. Bridge itself is asked before that is
   * believed: a refused token alone could be a fault of Bridge's.
   *
   * @return whether it is gone
   */
  public boolean check(BridgeUserView user) {
    if (user.lost()) {
      return true;
    }
    bridge.forgetUser(user.knownUuid());
    if (bridge.hasUser(user.siteId(), user.knownUuid())) {
      return false;
    }
    LOGGER.log(Level.WARNING, "Bridge no longer has the user {0}", user.knownUuid());
    items.userLost(user);
    return true;
  }
}

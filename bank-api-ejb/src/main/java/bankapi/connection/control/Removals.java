package bankapi.connection.control;

import bankapi.bridge.control.BridgeCaller.Manner;
import bankapi.bridge.control.BridgeGateway;
import bankapi.item.control.ItemStore;
import bankapi.item.control.ItemView;
import bankapi.item.control.Items;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserView;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Orchestrator: what operators delete, at Bridge first and then here. If this dies in between, or
 * Bridge fails, it is said once more: what is gone at Bridge is only written down then. Who wanted
 * it is written down before.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Removals {

  @Inject BridgeGateway bridge;
  @Inject ItemStore store;
  @Inject Items items;
  @Inject ConnectionStore connections;
  @Inject BridgeUserAdmin users;
  @Inject AuditTrail audit;

  /**
   * Deletes an item, whoever owns it; its site is told. Said again it does nothing.
   *
   * @param itemId Bridge's id
   * @throws GatewayException NOT_FOUND, or what Bridge fails with
   */
  public void item(long itemId, String operator) {
    ItemView item =
        store.byBridgeId(itemId).orElseThrow(() -> GatewayException.notFound("Item", itemId));
    if (item.deletedAt() == null) {
      items.remove(item, operator);
    }
  }

  /**
   * Deletes a user with all items, and forgets the site's name for it; its site is told of the
   * items.
   *
   * @throws GatewayException NOT_FOUND, CONFLICT where it connects again at this moment, or what
   *     Bridge fails with
   */
  public void user(UUID siteId, UUID userId, String operator) {
    remove(users.find(siteId, userId), operator, Manner.CALL);
  }

  /** As above, for whom nobody waits: it leaves Bridge's budget to those who do. */
  public void userInBackground(UUID siteId, UUID userId, String operator) {
    remove(users.find(siteId, userId), operator, Manner.BACKGROUND);
  }

  /** Open requests end before the name goes: their site is told whose they were. */
  private void remove(BridgeUserView user, String operator, Manner manner) {
    audit.note(operator, "user.delete-begun", "user " + user.id(), user.siteId());
    atBridge(user, manner).ifPresent(uuid -> bridge.deleteUser(user.siteId(), uuid, manner));
    if (user.bridgeUuid() != null) {
      store.userLost(user);
    }
    connections.endOf(user.id());
    users.forget(user, operator);
  }

  /** Also whom a process had made at Bridge and died before it was written down here. */
  private Optional<UUID> atBridge(BridgeUserView user, Manner manner) {
    return user.bridgeUuid() != null && !user.lost()
        ? Optional.of(user.bridgeUuid())
        : bridge.findUser(user.siteId(), user.externalId(), manner);
  }
}

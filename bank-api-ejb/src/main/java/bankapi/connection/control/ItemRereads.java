package bankapi.connection.control;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.BridgeItem;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.item.control.ItemView;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Orchestrator: reads an item from Bridge because an operator wants to know now. What is read
 * counts as if Bridge had sent a webhook: requests are decided and sites are told.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ItemRereads {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject ItemStore items;
  @Inject ConnectionStore connections;
  @Inject BridgeGateway bridge;
  @Inject AuditTrail audit;

  /**
   * The item as it is known now; deleted where Bridge no longer has it.
   *
   * @throws GatewayException NOT_FOUND, CONFLICT for one that is deleted here, or what Bridge says
   */
  public ItemView read(long itemId, String operator) {
    ItemView known = find(itemId);
    if (known.deletedAt() != null) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "Item " + itemId + " is deleted: Bridge has it no more");
    }
    audit.note(operator, "item.read", "item " + itemId, known.siteId());
    Optional<BridgeItem> fresh = bridge.item(known.owner(), itemId, "en", PATIENCE);
    if (fresh.isPresent()) {
      String cause = "operator:" + UUID.randomUUID();
      connections.heard(known.bridgeUserId(), ItemFacts.of(fresh.get()), cause);
    } else {
      items.deleted(itemId);
    }
    return find(itemId);
  }

  private ItemView find(long itemId) {
    return items.byBridgeId(itemId).orElseThrow(() -> GatewayException.notFound("Item", itemId));
  }
}

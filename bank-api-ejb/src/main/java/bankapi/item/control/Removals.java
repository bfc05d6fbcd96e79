package bankapi.item.control;

import bankapi.bridge.control.BridgeGateway;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserView;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Orchestrator: what operators delete, at Bridge first and then here. If this dies in between, or
 * Bridge fails, it is said once more: what is gone at Bridge is only written down then.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Removals {

  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @Inject BridgeGateway bridge;
  @Inject ItemStore store;
  @Inject Items items;
  @Inject BridgeUserAdmin users;
  @Inject AuditTrail audit;
  @Inject Clock clock;

  /**
   * What deleting many came to.
   *
   * @param count how many were deleted
   * @param more whether there are more: to be said again
   */
  public record Removed(int count, boolean more) {}

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
      items.remove(item);
      audit.note(operator, "item.delete", "item " + itemId, null);
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
    remove(users.find(siteId, userId), operator);
  }

  /**
   * Deletes the users of a suspended site, the oldest first, for ten seconds.
   *
   * @throws GatewayException NOT_FOUND, CONFLICT while the site is active, or what Bridge fails
   *     with: those before are deleted then
   */
  public Removed users(UUID siteId, String operator) {
    Instant end = clock.instant().plus(AT_ONCE);
    Optional<BridgeUserView> next = users.oldest(siteId);
    int count = 0;
    while (next.isPresent() && clock.instant().isBefore(end)) {
      remove(next.get(), operator);
      count++;
      next = users.oldest(siteId);
    }
    return new Removed(count, next.isPresent());
  }

  private void remove(BridgeUserView user, String operator) {
    if (user.bridgeUuid() != null && !user.lost()) {
      bridge.deleteUser(user.siteId(), user.bridgeUuid());
      store.userLost(user);
    }
    users.forget(user, operator);
  }
}

package bankapi.connection.control;

import bankapi.admin.control.LongRequests;
import bankapi.admin.control.RequestKey;
import bankapi.bridge.control.BridgeGateway;
import bankapi.item.control.ItemStore;
import bankapi.item.control.ItemView;
import bankapi.item.control.Items;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.PageWish.Cursor;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserAdmin.Aged;
import bankapi.site.control.BridgeUserView;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orchestrator: what operators delete, at Bridge first and then here. If this dies in between, or
 * Bridge fails, it is said once more: what is gone at Bridge is only written down then. Who wanted
 * it is written down before.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Removals {

  private static final Logger LOGGER = System.getLogger(Removals.class.getName());
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @Inject BridgeGateway bridge;
  @Inject ItemStore store;
  @Inject Items items;
  @Inject ConnectionStore connections;
  @Inject BridgeUserAdmin users;
  @Inject AuditTrail audit;
  @Inject LongRequests requests;
  @Inject Clock clock;

  /**
   * What deleting many came to.
   *
   * @param count how many were deleted
   * @param failed how many Bridge refused to delete, or were in use at that moment: they are left
   * @param next where to go on, behind those that were tried; null: there are no more
   */
  public record Removed(int count, int failed, @Nullable String next) {

    private String stored() {
      return count + " " + failed + (next == null ? "" : " " + next);
    }

    private static Removed of(String stored) {
      String[] told = stored.split(" ", 3);
      return new Removed(
          Integer.parseInt(told[0]), Integer.parseInt(told[1]), told.length < 3 ? null : told[2]);
    }
  }

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
    remove(users.find(siteId, userId), operator);
  }

  /**
   * Deletes the users of a suspended site, the oldest first, for ten seconds. Whom Bridge refuses
   * to delete stands in nobody's way.
   *
   * @param after the {@code next} of the answer before; null: from the beginning
   * @param key the same one again deletes nobody and answers what came of it
   * @throws GatewayException NOT_FOUND, INVALID_ARGUMENT for a place that no answer has given,
   *     CONFLICT while the site is active or the same request is worked on, or what Bridge fails
   *     with where it fails altogether: those before are deleted then, and a repetition goes on
   */
  public Removed users(UUID siteId, @Nullable String after, String operator, RequestKey key) {
    Cursor place = new PageWish(1, after).cursor();
    Optional<String> earlier = requests.begin(key);
    if (earlier.isPresent()) {
      return Removed.of(earlier.get());
    }
    try {
      Removed removed = usersBehind(siteId, place, operator);
      requests.done(key, removed.stored());
      return removed;
    } catch (RuntimeException e) {
      requests.failed(key);
      throw e;
    }
  }

  private Removed usersBehind(UUID siteId, @Nullable Cursor after, String operator) {
    Instant end = clock.instant().plus(AT_ONCE);
    Cursor place = null;
    Optional<Aged> next = users.oldest(siteId, after);
    int count = 0;
    int failed = 0;
    while (next.isPresent() && (place == null || clock.instant().isBefore(end))) {
      if (isRemoved(next.get().user(), operator)) {
        count++;
      } else {
        failed++;
      }
      place = next.get().after();
      next = users.oldest(siteId, place);
    }
    return new Removed(count, failed, next.isEmpty() || place == null ? null : place.text());
  }

  private boolean isRemoved(BridgeUserView user, String operator) {
    try {
      remove(user, operator);
      return true;
    } catch (GatewayException e) {
      if (e.code() == Code.BRIDGE_UNAVAILABLE || e.code() == Code.TOO_MANY_REQUESTS) {
        throw e;
      }
      LOGGER.log(Level.WARNING, "User {0} was not deleted: {1}", user.id(), e.getMessage());
      return false;
    }
  }

  /** Open requests end before the name goes: their site is told whose they were. */
  private void remove(BridgeUserView user, String operator) {
    audit.note(operator, "user.delete-begun", "user " + user.id(), user.siteId());
    atBridge(user).ifPresent(uuid -> bridge.deleteUser(user.siteId(), uuid));
    if (user.bridgeUuid() != null) {
      store.userLost(user);
    }
    connections.endOf(user.id());
    users.forget(user, operator);
  }

  /** Also whom a process had made at Bridge and died before it was written down here. */
  private Optional<UUID> atBridge(BridgeUserView user) {
    return user.bridgeUuid() != null && !user.lost()
        ? Optional.of(user.bridgeUuid())
        : bridge.findUser(user.siteId(), user.externalId());
  }
}

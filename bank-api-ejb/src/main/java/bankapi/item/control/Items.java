package bankapi.item.control;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.BridgeItem;
import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.Language;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orchestrator: details, refresh and removal of an item that the caller owns. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Items {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject ItemStore store;
  @Inject LostUsers lost;
  @Inject OpenOutages outages;
  @Inject Tenancy tenancy;
  @Inject BridgeGateway bridge;
  @Inject AuditTrail audit;
  @Inject Event<ItemChanged> changed;

  /**
   * Freshly read; where Bridge is down, what was last known, marked stale. Nothing is written down:
   * news are the webhooks' business, or the site would never be told of them.
   *
   * @throws GatewayException NOT_FOUND
   */
  public ItemDetails details(
      ApiCaller caller,
      long itemId,
      @Nullable String siteKey,
      @Nullable String user,
      @Nullable String lang) {
    ItemView known = live(caller, itemId, siteKey, user);
    String language = Language.reduce(lang, tenancy.site(known.siteId()).locale());
    Optional<BridgeItem> fresh;
    try {
      fresh = read(known, language);
    } catch (GatewayException e) {
      if (e.code() == GatewayException.Code.BRIDGE_UNAVAILABLE
          || e.code() == GatewayException.Code.TOO_MANY_REQUESTS) {
        return ItemDetails.stale(known, isBankDown(known));
      }
      throw e;
    }
    if (fresh.isEmpty()) {
      store.deleted(itemId);
      throw GatewayException.notFound("Item", itemId);
    }
    ItemView seen = known.seen(ItemFacts.of(fresh.get()));
    return ItemDetails.fresh(seen, fresh.get().statusDescription(), isBankDown(seen));
  }

  /** With a user that Bridge has deleted the item is gone as well. */
  private Optional<BridgeItem> read(ItemView item, String language) {
    try {
      return bridge.item(item.owner(), item.itemId(), language, PATIENCE);
    } catch (UnknownBridgeUser e) {
      lost.confirm(item.owner());
      return Optional.empty();
    }
  }

  /** Asked only where it makes a difference: where the user would have to act. */
  private boolean isBankDown(ItemView item) {
    return ItemStatus.of(item.status()).needsAction() && outages.isDown(item.providerId());
  }

  /**
   * Deletes at Bridge, then here. The former owner may say it again; for anybody else the item does
   * not exist.
   *
   * @throws GatewayException NOT_FOUND, or what Bridge fails with: the item is then left as it is
   */
  public void delete(
      ApiCaller caller, long itemId, @Nullable String siteKey, @Nullable String user) {
    ItemView item = store.owned(caller, itemId, siteKey, user);
    if (item.deletedAt() == null) {
      deleteAtBridge(item);
      store.deleted(itemId);
      changed.fire(new ItemChanged(itemId));
    }
  }

  /**
   * Deletes it at Bridge, then here, whoever owns it; its site is told. Who wanted that is written
   * down before Bridge is asked, and that it was done with what is done here.
   *
   * @throws GatewayException what Bridge fails with: the item is then left as it is
   */
  public void remove(ItemView item, String operator) {
    audit.note(operator, "item.delete-begun", "item " + item.itemId(), item.siteId());
    deleteAtBridge(item);
    store.deleted(item, operator);
    changed.fire(new ItemChanged(item.itemId()));
  }

  /** With a user that Bridge has deleted the item is gone as well. */
  private void deleteAtBridge(ItemView item) {
    try {
      bridge.deleteItem(item.owner(), item.itemId());
    } catch (UnknownBridgeUser e) {
      lost.confirm(item.owner());
    }
  }

  /**
   * Asks Bridge to refresh the item.
   *
   * @return whether Bridge offers that at all; version 2025-01-15 documents no such call
   */
  public boolean refresh(
      ApiCaller caller, long itemId, @Nullable String siteKey, @Nullable String user) {
    ItemView item = live(caller, itemId, siteKey, user);
    try {
      return bridge.refreshItem(item.owner(), itemId);
    } catch (UnknownBridgeUser e) {
      lost.confirm(item.owner());
      throw GatewayException.notFound("Item", itemId);
    }
  }

  /**
   * The caller's item, if it still exists.
   *
   * @throws GatewayException NOT_FOUND
   */
  public ItemView live(
      ApiCaller caller, long itemId, @Nullable String siteKey, @Nullable String user) {
    ItemView item = store.owned(caller, itemId, siteKey, user);
    if (item.deletedAt() != null) {
      throw GatewayException.notFound("Item", itemId);
    }
    return item;
  }
}

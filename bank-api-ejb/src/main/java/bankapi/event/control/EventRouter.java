package bankapi.event.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.connection.control.ConnectionStore;
import bankapi.item.control.ItemChanged;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.item.control.ItemView;
import bankapi.platform.control.CurrentRequest;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Orchestrator: works off Bridge's webhooks. An event only says that something happened; the truth
 * is read from Bridge.
 *
 * <p>Layout: (1) claim, one short transaction; (2) ask Bridge, no transaction; (3) write down item,
 * requests and the site's webhooks, one transaction; (4) mark the event done, one transaction. If
 * this dies before (4), the event is worked off again: everything in (3) tells its news only once.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventRouter {

  private static final Logger LOGGER = System.getLogger(EventRouter.class.getName());
  private static final int AT_ONCE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String ENGLISH = "en";

  @Inject EventInbox inbox;
  @Inject Tenancy tenancy;
  @Inject BridgeGateway bridge;
  @Inject ItemStore items;
  @Inject ConnectionStore connections;
  @Inject AccountNews accountNews;
  @Inject Event<ItemChanged> changed;

  /**
   * @return how many were claimed; as many as it takes means that there are more
   */
  public int tick() {
    List<EventInbox.Claimed> claimed = inbox.claim(AT_ONCE);
    for (EventInbox.Claimed event : claimed) {
      try (CurrentRequest.Scope scope = CurrentRequest.begin("event-" + event.id())) {
        work(event);
        inbox.done(event);
        EventMeters.worked(true);
      } catch (GatewayException e) {
        EventMeters.worked(false);
        inbox.retry(event, e.code() + ": " + e.getMessage());
      } catch (RuntimeException e) {
        EventMeters.worked(false);
        LOGGER.log(Level.WARNING, "Event " + event.id() + " could not be worked off", e);
        inbox.retry(event, e.getClass().getName());
      }
    }
    return claimed.size();
  }

  private void work(EventInbox.Claimed claimed) {
    BridgeEvent event = claimed.event();
    if (event.itemId() != null) {
      changed.fire(new ItemChanged(event.itemId()));
    }
    Optional<BridgeUserView> user =
        event.userUuid() == null ? Optional.empty() : tenancy.byBridgeUuid(event.userUuid());
    if (user.isEmpty()) {
      return; // a test event, another application's user, or one that is long gone
    }
    switch (event.type()) {
      case "item.created", "item.refreshed" -> item(user.get(), claimed);
      case "item.account.created", "item.account.updated", "item.account.deleted" ->
          account(user.get(), claimed);
      case "item.deleted" -> deleted(event);
      case "user.deleted" -> {
        bridge.forgetUser(user.get().knownUuid());
        items.ofBridgeUsers(List.of(user.get().id())).forEach(this::deletedIfGone);
      }
      default -> LOGGER.log(Level.INFO, "Nothing is done for events of type {0}", event.type());
    }
  }

  private void item(BridgeUserView user, EventInbox.Claimed claimed) {
    Long itemId = claimed.event().itemId();
    if (itemId == null) {
      return;
    }
    Optional<ItemFacts> truth = read(user, itemId);
    if (truth.isPresent()) {
      connections.heard(user.id(), truth.get(), claimed.cause());
    } else {
      items
          .byBridgeId(itemId)
          .filter(i -> i.bridgeUserId().equals(user.id()))
          .ifPresent(i -> items.deleted(itemId));
    }
  }

  private void account(BridgeUserView user, EventInbox.Claimed claimed) {
    Long itemId = claimed.event().itemId();
    if (itemId == null) {
      return;
    }
    if (items.byBridgeId(itemId).isEmpty()) {
      item(user, claimed);
    }
    accountNews.tell(user.id(), itemId, claimed.event().accountId(), claimed.cause());
  }

  /** Believed only where Bridge no longer has the item. */
  private void deleted(BridgeEvent event) {
    Long itemId = event.itemId();
    if (itemId != null) {
      items
          .byBridgeId(itemId)
          .filter(i -> i.bridgeUuid().equals(event.userUuid()))
          .filter(i -> i.deletedAt() == null)
          .ifPresent(this::deletedIfGone);
    }
  }

  private void deletedIfGone(ItemView item) {
    if (bridge.item(item.owner(), item.itemId(), ENGLISH, PATIENCE).isEmpty()) {
      items.deleted(item.itemId());
    }
  }

  private Optional<ItemFacts> read(BridgeUserView user, long itemId) {
    return bridge
        .item(new BridgeCaller(user.siteId(), user.knownUuid()), itemId, ENGLISH, PATIENCE)
        .map(ItemFacts::of);
  }
}

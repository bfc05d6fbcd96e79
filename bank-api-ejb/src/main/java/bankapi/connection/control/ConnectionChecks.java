package bankapi.connection.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.item.control.LostUsers;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Orchestrator of the timer: looks again at requests that are undecided, and gives up the old ones.
 * Claim (one short transaction) → ask Bridge → write down; if this dies in between, the claim runs
 * out and another node looks.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConnectionChecks {

  private static final Logger LOGGER = System.getLogger(ConnectionChecks.class.getName());
  private static final int AT_ONCE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject ConnectionStore store;
  @Inject ConnectionQueue queue;
  @Inject ItemStore items;
  @Inject BridgeGateway bridge;
  @Inject LostUsers lost;
  @Inject Tenancy tenancy;
  @Inject RareTraces traces;

  public void tick() {
    store.dueForExpiry(AT_ONCE).forEach(due -> guarded(due, () -> store.expire(due)));
    for (RequestView request : queue.claimDue(AT_ONCE)) {
      guarded(request.request(), () -> check(request));
    }
  }

  /** One request's trouble is its own: it is tried again, and holds up no other. */
  private void guarded(UUID request, Runnable work) {
    try {
      work.run();
    } catch (GatewayException e) {
      LOGGER.log(Level.INFO, "Request {0} stays open for now: {1}", request, e.code());
    } catch (RuntimeException e) {
      traces.warn(LOGGER, "Request " + request + " stays open for now", e);
    }
  }

  private void check(RequestView request) {
    try {
      look(request);
    } catch (UnknownBridgeUser e) {
      if (!lost.check(tenancy.bridgeUser(request.bridgeUserId()))) {
        throw e;
      }
      // nothing can come of it any more
      store.endOf(request.bridgeUserId());
    }
  }

  private void look(RequestView request) {
    BridgeCaller who = new BridgeCaller(request.siteId(), request.bridgeUuid());
    Long itemId = request.itemToCheck();
    Optional<ItemFacts> item = Optional.empty();
    if (itemId == null) {
      lookForNewItems(request, who.inBackground());
    } else {
      item = bridge.item(who, itemId, request.lang(), PATIENCE).map(ItemFacts::of);
    }
    store.checked(request.request(), item.orElse(null));
  }

  /**
   * Neither the browser nor a webhook has named an item so far: both may be lost while the bank is
   * connected. What Bridge has and nobody here knows is taken as if its webhook had come.
   */
  private void lookForNewItems(RequestView request, BridgeCaller who) {
    bridge.items(who, PATIENCE).stream()
        .map(ItemFacts::of)
        .filter(item -> items.byBridgeId(item.itemId()).isEmpty())
        .forEach(item -> store.looked(request.bridgeUserId(), item, new TreeSet<>()));
  }
}

package bankapi.event.control;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.connection.control.ConnectionStore;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemQueue;
import bankapi.item.control.ItemQueue.Silent;
import bankapi.item.control.ItemStore;
import bankapi.item.control.ItemView;
import bankapi.item.control.LostUsers;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Orchestrator: asks Bridge about items it has not spoken of for longer than it usually takes, so
 * that webhooks that were lost on the way are made up for. The longest silent come first, a few at
 * a time and in the background, so that however many there are, the budget is left to those who
 * wait.
 *
 * <p>Layout: (1) claim, one short transaction; (2) ask Bridge, no transaction, once for all items
 * of a user; (3) write down each item and what its site shall hear, one transaction. If this dies
 * before (3), the claim runs out and another node asks.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SilentItems {

  private static final Logger LOGGER = System.getLogger(SilentItems.class.getName());
  private static final int AT_ONCE = 10;

  /**
   * So many users at whom Bridge failed, or had no more room, mean that the others wait as well.
   */
  private static final int FAILURES = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Younger ones are the business of whoever is connecting them now. */
  private static final Duration STRANGE = Duration.ofHours(1);

  private static final String ENGLISH = "en";

  /** Bridge refreshes an item once or twice a day: after this time it should have spoken of it. */
  @Inject
  @ConfigProperty(name = "bankapi.item.silent-after", defaultValue = "PT30H")
  Duration silentAfter;

  @Inject ItemQueue queue;
  @Inject ItemStore items;
  @Inject ConnectionStore connections;
  @Inject BridgeGateway bridge;
  @Inject LostUsers lost;
  @Inject Tenancy tenancy;
  @Inject RareTraces traces;
  @Inject Clock clock;

  /** How long Bridge may say nothing. */
  public Duration silentAfter() {
    return silentAfter;
  }

  /**
   * To be called every ten seconds or so, on every node. A user at whom Bridge fails stands in
   * nobody's way; where it fails at several, or wants fewer calls, the others are left to the next
   * call.
   */
  public void tick() {
    Silent claimed = queue.claimSilent(clock.instant().minus(silentAfter), AT_ONCE);
    Map<UUID, List<ItemView>> byUser =
        claimed.items().stream()
            .collect(groupingBy(ItemView::bridgeUserId, LinkedHashMap::new, toList()));
    int failures = 0;
    for (List<ItemView> silent : byUser.values()) {
      if (failures == FAILURES) {
        queue.giveBack(silent, claimed.again());
      } else if (!asked(silent)) {
        failures++;
      }
    }
  }

  /**
   * @return false where Bridge failed, or will have no more calls at the moment
   */
  private boolean asked(List<ItemView> silent) {
    try {
      check(silent);
      return true;
    } catch (GatewayException e) {
      LOGGER.log(Level.INFO, "Silent items are asked about later: {0}", e.code());
      return e.code() != Code.BRIDGE_UNAVAILABLE && e.code() != Code.TOO_MANY_REQUESTS;
    } catch (RuntimeException e) {
      // one user's trouble is its own: the claim runs out, and it is tried again
      traces.warn(
          LOGGER,
          "Silent items of user " + silent.get(0).bridgeUserId() + " are asked about later",
          e);
      return true;
    }
  }

  private void check(List<ItemView> silent) {
    try {
      look(silent);
    } catch (UnknownBridgeUser e) {
      if (!lost.check(tenancy.bridgeUser(silent.get(0).bridgeUserId()))) {
        throw e;
      }
    }
  }

  private void look(List<ItemView> silent) {
    BridgeCaller who = silent.get(0).owner().inBackground();
    Map<Long, ItemFacts> listed = new LinkedHashMap<>();
    bridge.items(who, PATIENCE).forEach(item -> listed.put(item.id(), ItemFacts.of(item)));
    for (ItemView item : silent) {
      ItemFacts facts = listed.remove(item.itemId());
      Optional<ItemFacts> truth =
          facts != null
              ? Optional.of(facts)
              : bridge.item(who, item.itemId(), ENGLISH, PATIENCE).map(ItemFacts::of);
      if (truth.isEmpty()) {
        items.deleted(item.itemId());
      } else {
        connections.looked(item.bridgeUserId(), truth.get(), changed(who, item, truth.get()));
      }
    }
    listed.values().stream()
        .filter(this::isStrange)
        .forEach(facts -> connections.looked(silent.get(0).bridgeUserId(), facts, new TreeSet<>()));
  }

  /** The accounts that Bridge would have told of, had its webhooks arrived. */
  private SortedSet<Long> changed(BridgeCaller who, ItemView known, ItemFacts now) {
    Instant before = known.lastSuccessfulRefresh();
    Instant after = now.lastSuccessfulRefresh();
    boolean refreshed = after != null && (before == null || after.isAfter(before));
    return refreshed
        ? bridge.accountsChangedSince(who, known.itemId(), before, PATIENCE)
        : new TreeSet<>();
  }

  /** Nobody here knows the item, although Bridge made it long ago. */
  private boolean isStrange(ItemFacts item) {
    return item.createdAt() != null
        && item.createdAt().isBefore(clock.instant().minus(STRANGE))
        && items.byBridgeId(item.itemId()).isEmpty();
  }
}

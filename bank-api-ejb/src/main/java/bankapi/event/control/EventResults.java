package bankapi.event.control;

import bankapi.connection.control.ConnectionStore;
import bankapi.event.control.EventInbox.Claimed;
import bankapi.item.control.ItemEvents;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Store: what events about one item lead to. Item, requests, the site's webhooks and the events
 * themselves change in one transaction: whenever the process dies, either all has happened or
 * nothing.
 */
@Stateless
public class EventResults {

  @Inject EventInbox inbox;
  @Inject ItemStore items;
  @Inject ItemEvents itemEvents;
  @Inject ConnectionStore connections;

  /** The events needed no answer of Bridge. */
  public void settle(UUID bridgeUserId, long itemId, List<Claimed> events) {
    if (inbox.settle(events)) {
      tellOfAccounts(bridgeUserId, itemId, events);
    }
  }

  /**
   * @param truth what Bridge says of the item now; empty where this user has none of that id
   */
  public void settle(
      UUID bridgeUserId, long itemId, List<Claimed> events, Optional<ItemFacts> truth) {
    if (!inbox.settle(events)) {
      return;
    }
    if (truth.isPresent()) {
      connections.heard(bridgeUserId, truth.get(), cause(events));
      tellOfAccounts(bridgeUserId, itemId, events);
    } else {
      items
          .byBridgeId(itemId)
          .filter(i -> i.bridgeUserId().equals(bridgeUserId))
          .ifPresent(i -> items.deleted(itemId));
    }
  }

  /** Nothing is told of an item that this Bridge user does not own. */
  private void tellOfAccounts(UUID bridgeUserId, long itemId, List<Claimed> events) {
    if (events.stream().noneMatch(e -> e.event().isOfAccount())) {
      return;
    }
    SortedSet<Long> accounts = new TreeSet<>();
    events.stream()
        .filter(e -> e.event().isOfAccount())
        .map(e -> e.event().accountId())
        .filter(Objects::nonNull)
        .forEach(accounts::add);
    items
        .byBridgeId(itemId)
        .filter(i -> i.bridgeUserId().equals(bridgeUserId) && i.deletedAt() == null)
        .ifPresent(i -> itemEvents.accountsUpdated(i, accounts, cause(events)));
  }

  /** The newest: what was told of an earlier one never keeps later news from being told. */
  private static String cause(List<Claimed> events) {
    return "event:" + events.get(events.size() - 1).id();
  }
}

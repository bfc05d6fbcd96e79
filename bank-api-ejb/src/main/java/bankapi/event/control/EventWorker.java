package bankapi.event.control;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.event.control.EventInbox.Claimed;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.item.control.ItemView;
import bankapi.item.control.LostUsers;
import bankapi.platform.control.CurrentRequest;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Tenancy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Works off a lane: all that Bridge's webhooks say of one Bridge user. An event only says that
 * something happened; the truth is read from Bridge, once for all of them.
 *
 * <p>Layout: (1) claim the lane, one short transaction; (2) ask Bridge, no transaction; (3) for
 * each item write down item, requests, the site's webhooks and that its events are done, one
 * transaction. If this dies before (3), the lane is free again when the lease ends, and the item's
 * events are worked off by the next.
 */
@ApplicationScoped
public class EventWorker {

  private static final Logger LOGGER = System.getLogger(EventWorker.class.getName());
  private static final Set<String> OF_ITEM =
      Set.of("item.created", "item.refreshed", "item.deleted");

  @Inject EventInbox inbox;
  @Inject EventResults results;
  @Inject EventTruth truth;
  @Inject Tenancy tenancy;
  @Inject ItemStore items;
  @Inject LostUsers lost;

  /** Works off the lane, then what else is due, until nothing is. */
  public void workFrom(UUID lane) {
    try {
      Optional<UUID> next = Optional.of(lane);
      while (next.isPresent() && workOff(next.get())) {
        next = inbox.dueLanes(1).stream().findFirst();
      }
    } catch (RuntimeException e) {
      // The database is away: the lease ends, and the next tick finds the lane again.
      LOGGER.log(Level.WARNING, "A lane of events is left for later: {0}", e.toString());
    }
  }

  /**
   * @return whether there was anything to do
   */
  boolean workOff(UUID lane) {
    List<Claimed> claimed = inbox.claim(lane);
    Map<Optional<UUID>, List<Claimed>> byUser =
        claimed.stream()
            .collect(
                groupingBy(
                    c -> Optional.ofNullable(c.event().userUuid()), LinkedHashMap::new, toList()));
    byUser.forEach(
        (uuid, events) -> {
          try (CurrentRequest.Scope scope = CurrentRequest.begin("event-" + events.get(0).id())) {
            guarded(events, () -> work(uuid, events));
          }
        });
    return !claimed.isEmpty();
  }

  private void work(Optional<UUID> uuid, List<Claimed> events) {
    Map<Long, List<Claimed>> byItem = byItem(events);
    Optional<BridgeUserView> user = uuid.flatMap(tenancy::byBridgeUuid);
    if (user.isEmpty()) {
      done(events); // test events, another application's user, or one that is long gone
      return;
    }
    List<Claimed> others = new ArrayList<>(events);
    byItem.values().forEach(others::removeAll);
    guarded(others, () -> ofUser(user.get(), others));
    Map<Long, List<Claimed>> unread = new LinkedHashMap<>();
    byItem.forEach(
        (item, news) -> {
          if (needsReading(user.get(), item, news)) {
            unread.put(item, news);
          } else {
            guarded(news, () -> settled(news, () -> results.settle(user.get().id(), item, news)));
          }
        });
    if (!unread.isEmpty()) {
      read(user.get(), unread);
    }
  }

  private void ofUser(BridgeUserView user, List<Claimed> events) {
    if (events.stream().anyMatch(e -> e.event().type().equals("user.deleted"))) {
      lost.check(user, truth.patience(events));
    }
    done(events);
  }

  private void read(BridgeUserView user, Map<Long, List<Claimed>> unread) {
    List<Claimed> all = unread.values().stream().flatMap(List::stream).toList();
    guarded(
        all,
        () -> {
          Map<Long, Optional<ItemFacts>> found;
          try {
            found = truth.of(user, unread.keySet(), all);
          } catch (UnknownBridgeUser e) {
            if (lost.check(user, truth.patience(all))) {
              done(all);
              return;
            }
            throw e;
          }
          unread.forEach(
              (item, news) ->
                  guarded(
                      news,
                      () -> {
                        if (found.containsKey(item)) {
                          settled(
                              news, () -> results.settle(user.id(), item, news, found.get(item)));
                        } else {
                          inbox.postpone(news, Duration.ofSeconds(1));
                        }
                      }));
        });
  }

  /** An item's state is read; that accounts changed is told without, unless nobody knows whose. */
  private boolean needsReading(BridgeUserView user, long itemId, List<Claimed> events) {
    Optional<ItemView> known =
        items.byBridgeId(itemId).filter(i -> i.bridgeUserId().equals(user.id()));
    boolean gone = known.isPresent() && known.get().deletedAt() != null;
    boolean onlyDeleted = events.stream().allMatch(e -> e.event().type().equals("item.deleted"));
    boolean ofItem = events.stream().anyMatch(e -> OF_ITEM.contains(e.event().type()));
    return !gone && (known.isEmpty() ? !onlyDeleted : ofItem);
  }

  private static Map<Long, List<Claimed>> byItem(List<Claimed> events) {
    Map<Long, List<Claimed>> byItem = new LinkedHashMap<>();
    for (Claimed event : events) {
      Long item = event.event().itemId();
      boolean known = OF_ITEM.contains(event.event().type()) || event.event().isOfAccount();
      if (item != null && known) {
        byItem.computeIfAbsent(item, i -> new ArrayList<>()).add(event);
      }
    }
    return byItem;
  }

  private void done(List<Claimed> events) {
    settled(events, () -> inbox.done(events));
  }

  private static void settled(List<Claimed> events, Runnable settling) {
    settling.run();
    EventMeters.worked(events.size(), true);
  }

  /** What fails is tried again later, and holds up nothing else. */
  private void guarded(List<Claimed> events, Runnable work) {
    try {
      work.run();
    } catch (GatewayException e) {
      if (e.code() == Code.TOO_MANY_REQUESTS) {
        inbox.postpone(events, e.retryAfter().orElse(Duration.ofSeconds(1)));
      } else {
        EventMeters.worked(events.size(), false);
        inbox.retry(events, String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "Events " + ids(events) + " could not be worked off", e);
      EventMeters.worked(events.size(), false);
      inbox.retry(events, e.getClass().getName());
    }
  }

  private static List<UUID> ids(List<Claimed> events) {
    return events.stream().map(Claimed::id).limit(10).toList();
  }
}

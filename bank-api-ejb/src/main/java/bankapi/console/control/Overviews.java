package bankapi.console.control;

import bankapi.bridge.control.BridgeConditions;
import bankapi.delivery.control.DeliveryCounts;
import bankapi.delivery.control.DeliveryQueue;
import bankapi.delivery.entity.Delivery;
import bankapi.event.control.BridgeSilence;
import bankapi.event.control.EventInbox;
import bankapi.event.entity.ReceivedEvent;
import bankapi.item.control.ItemStatus;
import bankapi.item.control.OpenOutages;
import bankapi.item.entity.Item;
import bankapi.platform.control.CappedCount;
import bankapi.platform.control.GatewayException;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Store: counts across features. What grows with time, events and deliveries, is counted up to a
 * cap; sites and items are as many as there are customers and bank connections.
 */
@Stateless
public class Overviews {

  private static final Duration SOON = Duration.ofDays(30);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject BridgeConditions bridge;
  @Inject EventInbox inbox;
  @Inject OpenOutages outages;
  @Inject DeliveryQueue queue;

  public Overview now() {
    Instant now = clock.instant();
    BridgeSilence silence = inbox.silence();
    DeliveryCounts deliveries = queue.counts(now);
    Map<Integer, Long> items =
        byStatus(em.createNamedQuery(Item.COUNT_BY_STATUS, Object[].class).getResultList());
    return new Overview(
        bridge.now(),
        silence.lastHeard(),
        silence.silentFor().toSeconds(),
        count("select count(s) from Site s where s.state = bankapi.site.entity.Site.State.ACTIVE"),
        count("select count(s) from Site s"),
        items,
        ItemStatus.words(items.keySet()),
        outages.count(),
        em.createQuery(
                "select count(i) from Item i where i.deletedAt is null"
                    + " and i.authenticationExpiresAt >= :now and i.authenticationExpiresAt < :soon",
                Long.class)
            .setParameter("now", now)
            .setParameter("soon", now.plus(SOON))
            .getSingleResult(),
        count(
            "select count(r) from ConnectionRequest r"
                + " where r.state = bankapi.connection.entity.ConnectionRequest.State.OPEN"),
        capped("received_event where state = ?1", ReceivedEvent.State.values()),
        byState(deliveries),
        deliveries.due(),
        deliveries.held(),
        deliveries.oldestDue(),
        CappedCount.CAP);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public SiteHealth ofSite(UUID siteId) {
    if (em.find(Site.class, siteId) == null) {
      throw GatewayException.notFound("Site", siteId);
    }
    Map<Integer, Long> items =
        byStatus(
            em.createNamedQuery(Item.COUNT_OF_SITE, Object[].class)
                .setParameter("siteId", siteId)
                .getResultList());
    return new SiteHealth(
        items,
        ItemStatus.words(items.keySet()),
        capped("delivery where state = ?1 and site_id = ?2", Delivery.State.values(), siteId),
        queue.held(siteId),
        CappedCount.CAP);
  }

  private long count(String query) {
    return em.createQuery(query, Long.class).getSingleResult();
  }

  /** The queue has counted two of them. */
  private Map<String, Long> byState(DeliveryCounts counted) {
    Map<String, Long> counts =
        capped(
            "delivery where state = ?1",
            new Delivery.State[] {Delivery.State.DELIVERED, Delivery.State.CANCELLED});
    put(counts, Delivery.State.PENDING, counted.pending());
    put(counts, Delivery.State.DEAD, counted.dead());
    return counts;
  }

  private static Map<Integer, Long> byStatus(List<Object[]> rows) {
    Map<Integer, Long> counts = new TreeMap<>();
    rows.forEach(row -> counts.put((Integer) row[0], (Long) row[1]));
    return counts;
  }

  /** Of each state, the state being the first parameter. States that nothing is in are left out. */
  private Map<String, Long> capped(String from, Enum<?>[] states, Object... more) {
    Map<String, Long> counts = new TreeMap<>();
    for (Enum<?> state : states) {
      Object[] values = new Object[more.length + 1];
      values[0] = state.name();
      System.arraycopy(more, 0, values, 1, more.length);
      put(counts, state, CappedCount.of(em, from, values));
    }
    return counts;
  }

  private static void put(Map<String, Long> counts, Enum<?> state, long count) {
    if (count > 0) {
      counts.put(state.name().toLowerCase(Locale.ROOT), count);
    }
  }
}

package bankapi.item.control;

import bankapi.item.entity.BankOutage;
import bankapi.item.entity.BankOutageSite;
import bankapi.item.entity.Item;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Store: the outages of banks, from what is known of their items. An outage's row is locked while
 * anything about it is decided or told, so that nodes take turns; that only one is open for a bank
 * is the database's word.
 */
@Stateless
public class OutageStore {

  /** Sites that are told in one transaction. */
  private static final int SITES = 50;

  private static final int HELD = 500;
  private static final Duration KEPT = Duration.ofDays(90);

  private static final List<Integer> CODES =
      Arrays.stream(ItemStatus.values())
          .filter(ItemStatus::isOutage)
          .map(ItemStatus::code)
          .toList();

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject OutagePolicy policy;
  @Inject OpenOutages outages;
  @Inject OutageEvents events;
  @Inject ItemEvents itemEvents;
  @Inject ItemStore items;
  @Inject Tenancy tenancy;

  /** The providers that are down by what is known now, and not known to be. */
  public List<Long> suspected() {
    Instant since = clock.instant().minus(policy.window());
    return em.createNamedQuery(Item.FAILING_TOGETHER, Object[].class)
        .setParameter("codes", CODES)
        .setParameter("since", since)
        .setParameter("items", (long) policy.items())
        .getResultStream()
        .filter(row -> policy.isDown((Long) row[1], (Long) row[2], tried((Long) row[0], since)))
        .map(row -> (Long) row[0])
        .filter(provider -> !outages.isDown(provider))
        .toList();
  }

  /** Where another node begins it at the same moment, one of the two fails. */
  public void begin(long providerId) {
    if (!outages.isDown(providerId)) {
      Instant now = clock.instant();
      em.persist(new BankOutage(providerId, now, now.plus(policy.pause())));
    }
  }

  public List<UUID> open() {
    return em.createNamedQuery(BankOutage.OPEN, BankOutage.class)
        .getResultStream()
        .map(BankOutage::id)
        .toList();
  }

  /**
   * Ends it, if the bank is up by what is known now.
   *
   * @return whether it is over
   */
  public boolean endIfOver(UUID outageId) {
    BankOutage outage = lock(outageId);
    if (outage.isOpen() && isUp(outage.providerId())) {
      outage.end(clock.instant());
    }
    return !outage.isOpen();
  }

  /**
   * Tells some of the sites that have items of the bank and were not told.
   *
   * @return false where there was none left
   */
  public boolean tellOutage(UUID outageId) {
    BankOutage outage = lock(outageId);
    if (!outage.isOpen()) {
      return false;
    }
    List<UUID> untold =
        em.createNamedQuery(Item.SITES_UNTOLD_OF_OUTAGE, UUID.class)
            .setParameter("providerId", outage.providerId())
            .setParameter("outageId", outageId)
            .setMaxResults(SITES)
            .getResultList();
    for (UUID siteId : untold) {
      ItemView newest = newest(siteId, outage.providerId());
      BankOutageSite site =
          new BankOutageSite(outageId, siteId, newest.webhookUrl(), newest.bank());
      em.persist(site);
      events.outage(outage, site);
    }
    return !untold.isEmpty();
  }

  /** Outages that are over, of whose end not all sites were told that heard of its beginning. */
  public List<UUID> overUntold() {
    return em.createNamedQuery(BankOutage.OVER_UNTOLD, UUID.class).getResultList();
  }

  /**
   * Tells some of the sites that were told of it that it is over.
   *
   * @return false where there was none left
   */
  public boolean tellRecovered(UUID outageId) {
    BankOutage outage = lock(outageId);
    List<BankOutageSite> told =
        em.createNamedQuery(BankOutageSite.OF_OUTAGE, BankOutageSite.class)
            .setParameter("outageId", outageId)
            .setMaxResults(SITES)
            .getResultList();
    for (BankOutageSite site : told) {
      events.recovered(outage, site);
      em.remove(site);
    }
    return !told.isEmpty();
  }

  /** The items whose need to act was held back for an outage that is over. */
  public List<UUID> heldForNothing() {
    return em.createNamedQuery(Item.HELD_FOR_NOTHING, UUID.class)
        .setMaxResults(HELD)
        .getResultList();
  }

  /** Tells the site that its user has to act, if that is still so. */
  public void release(UUID itemId) {
    Item item = Optional.ofNullable(em.find(Item.class, itemId)).orElseThrow();
    tenancy.lock(item.bridgeUserId());
    em.refresh(item);
    boolean held = item.releaseAction();
    if (held && item.deletedAt() == null) {
      items
          .byId(itemId)
          .ifPresent(view -> itemEvents.actionRequired(view, "released:" + clock.instant()));
    }
  }

  /** Forgets what ended long ago. */
  public int purge() {
    return em.createNamedQuery(BankOutage.DELETE_ENDED)
        .setParameter("before", clock.instant().minus(KEPT))
        .executeUpdate();
  }

  private boolean isUp(long providerId) {
    @Nullable Instant failure =
        em.createNamedQuery(Item.FAILURES, Instant.class)
            .setParameter("providerId", providerId)
            .setParameter("codes", CODES)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .orElse(null);
    return policy.isUp(failure != null, failure == null ? 0 : wellSince(providerId, failure));
  }

  private long wellSince(long providerId, Instant since) {
    return em.createNamedQuery(Item.WELL_SINCE, Long.class)
        .setParameter("providerId", providerId)
        .setParameter("since", since)
        .getSingleResult();
  }

  private long tried(long providerId, Instant since) {
    return em.createNamedQuery(Item.TRIED, Long.class)
        .setParameter("providerId", providerId)
        .setParameter("since", since)
        .getSingleResult();
  }

  private ItemView newest(UUID siteId, long providerId) {
    return em.createNamedQuery(Item.OF_SITE_AND_PROVIDER, Item.class)
        .setParameter("siteId", siteId)
        .setParameter("providerId", providerId)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .flatMap(item -> items.byId(item.id()))
        .orElseThrow();
  }

  private BankOutage lock(UUID outageId) {
    BankOutage outage = Optional.ofNullable(em.find(BankOutage.class, outageId)).orElseThrow();
    em.refresh(outage, LockModeType.PESSIMISTIC_WRITE);
    return outage;
  }
}

package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryAttempt;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outbox as a queue: who sends what next, and what came of it. The only native SQL of the
 * project is here, because JPQL knows neither SKIP LOCKED nor a recursive query; every statement
 * runs on PostgreSQL and H2.
 */
@Stateless
public class DeliveryQueue {

  private static final String FREE =
      """
      d.state = 'PENDING' and d.next_attempt_at <= ?2
        and (d.lease_until is null or d.lease_until <= ?2)
      """;

  /**
   * The sites with something free and due, in the order of their ids, beginning after ?1. Each step
   * of the recursion is one look into the index, so the cost grows with the number of sites that
   * wait and not with the number of rows. Orders name the index from its first column on, here and
   * below: otherwise H2 sorts what it could read in order.
   */
  private static final String DUE_SITES =
      """
      with recursive waiting (site_id) as (
        select (select d.site_id from delivery d
                where d.state = 'PENDING' and d.site_id > ?1
                order by d.state, d.site_id limit 1)
        union all
        select (select d.site_id from delivery d
                where d.state = 'PENDING' and d.site_id > w.site_id
                order by d.state, d.site_id limit 1)
        from waiting w where w.site_id is not null)
      select w.site_id from waiting w
      where w.site_id is not null
        and exists (select 1 from delivery d where d.site_id = w.site_id and %s)
      limit ?3
      """
          .formatted(FREE);

  /**
   * Locks among the first few only, because H2 locks every row that matches and not just those
   * within the limit; among a few more than wanted, so that two claimers at once both find some.
   */
  private static final String LOCK_OLDEST =
      """
      select d.id from delivery d
      where %1$s and d.id in (
        select d.id from delivery d where d.site_id = ?1 and %1$s
        order by d.state, d.site_id, d.next_attempt_at, d.id limit ?4)
      order by d.next_attempt_at, d.id limit ?3 for update skip locked
      """
          .formatted(FREE);

  private static final String PURGE =
      "delete from delivery where id in (select d.id from delivery d where d.state = ?1 and"
          + " d.settled_at < ?2 order by d.settled_at limit ?3)";

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject SiteRotation rotation;

  /**
   * Takes what is due, the oldest of each site first, site by site in turn: a site's backlog of any
   * length never takes more than its share of a batch. Rows that another claimer is looking at are
   * skipped, not waited for.
   *
   * @param lease when it is over and nothing was settled, the rows are free again
   */
  public List<ClaimedDelivery> claim(ClaimLimits limits, Instant now, Duration lease) {
    List<UUID> sites = dueSites(limits, now);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      UUID site = sites.get(i);
      int share = limits.total() / sites.size() + (i < limits.total() % sites.size() ? 1 : 0);
      ids.addAll(lockOldest(site, Math.min(share, limits.room(site)), now));
      rotation.servedUpTo(site);
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    UUID token = UUID.randomUUID();
    Instant leaseUntil = now.plus(lease);
    return em.createNamedQuery(Delivery.BY_IDS, Delivery.class)
        .setParameter("ids", ids)
        .getResultStream()
        .sorted(Comparator.comparing(delivery -> ids.indexOf(delivery.id())))
        .peek(delivery -> delivery.claim(token, now, leaseUntil))
        .map(delivery -> ClaimedDelivery.of(delivery, token, leaseUntil))
        .toList();
  }

  /**
   * Writes the outcome and the attempt, unless the claim is lost.
   *
   * @return whether the claim still held
   */
  public boolean settle(
      UUID id, UUID token, DeliveryOutcome outcome, SendResult result, Instant now) {
    Optional<Delivery> held = held(id, token);
    held.ifPresent(
        delivery -> {
          outcome.settle(delivery, now);
          em.persist(
              new DeliveryAttempt(
                  id,
                  result.at(),
                  result.took(),
                  outcome.kind(),
                  result.status(),
                  result.error(),
                  result.excerpt()));
        });
    return held.isPresent();
  }

  /** Gives an unused claim back; does nothing if it is lost already. */
  public void handBack(UUID id, UUID token) {
    held(id, token).ifPresent(Delivery::handBack);
  }

  /**
   * Removes some of those that were settled before the given time, with their attempts.
   *
   * @return how many; fewer than the limit means that none is left
   */
  public int purge(Delivery.State state, Instant settledBefore, int limit) {
    return em.createNativeQuery(PURGE)
        .setParameter(1, state.name())
        .setParameter(2, sql(settledBefore))
        .setParameter(3, limit)
        .executeUpdate();
  }

  public DeliveryCounts counts(Instant now) {
    List<Instant> oldest =
        em.createNamedQuery(Delivery.DUE_TIMES, Instant.class)
            .setParameter("now", now)
            .setMaxResults(1)
            .getResultList();
    return new DeliveryCounts(
        count("state = 'PENDING'", null),
        count("state = 'PENDING' and next_attempt_at <= ?1", now),
        oldest.isEmpty() ? null : oldest.get(0),
        count("state = 'DEAD'", null));
  }

  private long count(String condition, @Nullable Instant now) {
    Query query =
        em.createNativeQuery(
            "select count(*) from (select 1 as one from delivery where "
                + condition
                + " limit "
                + DeliveryCounts.CAP
                + ") as capped");
    if (now != null) {
      query.setParameter(1, sql(now));
    }
    return ((Number) query.getSingleResult()).longValue();
  }

  private List<UUID> dueSites(ClaimLimits limits, Instant now) {
    int wanted = limits.total() + limits.taken().size();
    UUID last = rotation.last();
    Set<UUID> sites = new LinkedHashSet<>(dueSites(last, wanted, now));
    if (sites.size() < wanted && !last.equals(SiteRotation.START)) {
      sites.addAll(dueSites(SiteRotation.START, wanted, now));
    }
    return sites.stream().filter(site -> limits.room(site) > 0).limit(limits.total()).toList();
  }

  @SuppressWarnings("unchecked")
  private List<UUID> dueSites(UUID after, int limit, Instant now) {
    return em.createNativeQuery(DUE_SITES)
        .setParameter(1, after)
        .setParameter(2, sql(now))
        .setParameter(3, limit)
        .getResultList();
  }

  @SuppressWarnings("unchecked")
  private List<UUID> lockOldest(UUID site, int limit, Instant now) {
    return em.createNativeQuery(LOCK_OLDEST)
        .setParameter(1, site)
        .setParameter(2, sql(now))
        .setParameter(3, limit)
        .setParameter(4, limit * 4)
        .getResultList();
  }

  private Optional<Delivery> held(UUID id, UUID token) {
    return Optional.ofNullable(em.find(Delivery.class, id, LockModeType.PESSIMISTIC_WRITE))
        .filter(delivery -> delivery.heldBy(token));
  }

  /** PostgreSQL's driver does not know {@code Instant}, and no converter applies to native SQL. */
  private static OffsetDateTime sql(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

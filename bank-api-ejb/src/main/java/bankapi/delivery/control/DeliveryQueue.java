package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryAttempt;
import bankapi.platform.control.CappedCount;
import bankapi.platform.control.OldRows;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outbox as a queue: who sends what next, and what came of it. In native SQL, as JPQL knows
 * neither SKIP LOCKED nor a recursive query; every statement runs on PostgreSQL and H2.
 */
@Stateless
public class DeliveryQueue {

  private static final String FREE =
      """
      d.state = 'PENDING' and d.next_attempt_at <= ?2
        and (d.lease_until is null or d.lease_until <= ?2)
      """;

  /** Of the site ?1: targets that are sent to and not spared now, with something free and due. */
  private static final String OPEN_TARGETS =
      """
      from webhook_target t
      where t.site_id = %1$s and t.state = 'ACTIVE' and (t.retry_at is null or t.retry_at <= ?2)
        and exists (select 1 from delivery d where d.site_id = %1$s and d.target_id = t.id and %2$s)
      """;

  /**
   * The sites with something to send, in the order of their ids, beginning after ?1. Each step of
   * the recursion is one look into the index, so the cost grows with the number of sites that wait
   * and not with the number of rows. Orders name the index from its first column on, here and
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
      where w.site_id is not null and exists (select 1 %s)
      limit ?3
      """
          .formatted(OPEN_TARGETS.formatted("w.site_id", FREE));

  /** Those that wait longest first. */
  private static final String DUE_TARGETS =
      """
      select t.id, case when t.retry_at is null then 0 else 1 end %s
      order by (
        select d.next_attempt_at from delivery d
        where d.site_id = ?1 and d.target_id = t.id and %s
        order by d.state, d.site_id, d.target_id, d.next_attempt_at limit 1), t.id
      limit ?3
      """
          .formatted(OPEN_TARGETS.formatted("?1", FREE), FREE);

  /** Whoever gets it makes the one attempt at a target that is spared. */
  private static final String LOCK_SPARED =
      "select t.id from webhook_target t where t.id = ?1 and t.state = 'ACTIVE'"
          + " and t.retry_at <= ?2 for update skip locked";

  private static final String SPARE = "update webhook_target set retry_at = ?2 where id = ?1";

  private static final String ASK_AGAIN =
      "update webhook_target set retry_at = ?2 where id = ?1 and retry_at > ?2";

  /**
   * Locks among the first few only, because H2 locks every row that matches and not just those
   * within the limit; among a few more than wanted, so that two claimers at once both find some.
   */
  private static final String LOCK_OLDEST =
      """
      select d.id from delivery d
      where %1$s and d.id in (
        select d.id from delivery d where d.site_id = ?1 and d.target_id = ?5 and %1$s
        order by d.state, d.site_id, d.target_id, d.next_attempt_at, d.id limit ?4)
      order by d.next_attempt_at, d.id limit ?3 for update skip locked
      """
          .formatted(FREE);

  /** Target by target: rows that are held or wait for later are not looked at one by one. */
  private static final String OF_TARGETS =
      "webhook_target t join delivery d on d.state = 'PENDING' and d.site_id = t.site_id"
          + " and d.target_id = t.id where ";

  /** What waits for a target that is spared waits on purpose. */
  private static final String OLDEST_DUE =
      """
      select min(first.due) from (
        select (
          select d.next_attempt_at from delivery d
          where d.state = 'PENDING' and d.site_id = t.site_id and d.target_id = t.id
          order by d.state, d.site_id, d.target_id, d.next_attempt_at limit 1) as due
        from webhook_target t where t.state = 'ACTIVE' and t.retry_at is null) first
      where first.due <= ?1
      """;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject SiteRotation rotation;
  @Inject TargetHealth health;

  /**
   * Takes what is due, the oldest of each target first, site by site in turn: a site's backlog of
   * any length never takes more than its share of a batch, and its targets divide that. A target
   * that is held gives nothing; one that is spared gives one, to one claimer, once its pause is
   * over. Rows that another claimer is looking at are skipped, not waited for.
   *
   * @param lease when it is over and nothing was settled, the rows are free again
   */
  public List<ClaimedDelivery> claim(ClaimLimits limits, Instant now, Duration lease) {
    Instant leaseUntil = now.plus(lease);
    List<UUID> sites = dueSites(limits, now);
    List<UUID> ids = new ArrayList<>();
    Set<UUID> spared = new HashSet<>();
    for (int i = 0; i < sites.size(); i++) {
      UUID site = sites.get(i);
      int share = limits.total() / sites.size() + (i < limits.total() % sites.size() ? 1 : 0);
      share = Math.min(share, limits.room(site));
      List<DueTarget> targets = dueTargets(site, share, now);
      for (int t = 0; t < targets.size(); t++) {
        DueTarget target = targets.get(t);
        int part = (share + targets.size() - t - 1) / (targets.size() - t);
        if (target.spared()) {
          part = lockSpared(target.id(), now) ? 1 : 0;
        }
        List<UUID> locked = part == 0 ? List.of() : lockOldest(site, target.id(), part, now);
        if (target.spared() && !locked.isEmpty()) {
          spare(target.id(), leaseUntil);
          spared.add(target.id());
        }
        ids.addAll(locked);
        share -= locked.size();
      }
      rotation.servedUpTo(site);
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    UUID token = UUID.randomUUID();
    return em.createNamedQuery(Delivery.BY_IDS, Delivery.class)
        .setParameter("ids", ids)
        .getResultStream()
        .sorted(Comparator.comparing(delivery -> ids.indexOf(delivery.id())))
        .peek(delivery -> delivery.claim(token, now, leaseUntil))
        .map(
            delivery ->
                ClaimedDelivery.of(
                    delivery, spared.contains(delivery.targetId()), token, leaseUntil))
        .toList();
  }

  /**
   * Writes down what the attempt says of the target; and the outcome and the attempt, unless the
   * claim is lost.
   *
   * @return whether the claim still held
   */
  public boolean settle(
      ClaimedDelivery claimed, DeliveryOutcome outcome, SendResult result, Instant now) {
    health.record(claimed.targetId(), result, now);
    Optional<Delivery> held = held(claimed);
    held.ifPresent(
        delivery -> {
          outcome.settle(delivery, now);
          em.persist(
              new DeliveryAttempt(
                  delivery.id(),
                  delivery.siteId(),
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
  public void handBack(ClaimedDelivery claimed, Instant now) {
    askAgain(claimed, now);
    held(claimed).ifPresent(Delivery::handBack);
  }

  /**
   * As {@link #handBack}, where a fault of ours kept it from being sent: nobody gets it before the
   * given time. It stays as due as it was, so that it is seen to be late.
   */
  public void putOff(ClaimedDelivery claimed, String error, Instant until) {
    askAgain(claimed, until);
    held(claimed).ifPresent(delivery -> delivery.putOff(until, error));
  }

  /** The one attempt at a target that is spared was not made. */
  private void askAgain(ClaimedDelivery claimed, Instant at) {
    if (claimed.probe()) {
      em.createNativeQuery(ASK_AGAIN)
          .setParameter(1, claimed.targetId())
          .setParameter(2, sql(at))
          .executeUpdate();
    }
  }

  /**
   * Removes some of those that were settled before the given time, with their attempts.
   *
   * @see OldRows#forget
   */
  public int purge(Delivery.State state, Instant settledBefore, int limit) {
    return new OldRows("delivery", "settled_at", "r.state = '" + state + "'", Delivery.DELETE)
        .forget(em, settledBefore, limit);
  }

  public DeliveryCounts counts(Instant now) {
    return new DeliveryCounts(
        CappedCount.of(em, "delivery d where d.state = 'PENDING'"),
        CappedCount.of(em, OF_TARGETS + "t.state = 'ACTIVE' and d.next_attempt_at <= ?1", sql(now)),
        instant(em.createNativeQuery(OLDEST_DUE).setParameter(1, sql(now)).getSingleResult()),
        CappedCount.of(em, OF_TARGETS + "t.state <> 'ACTIVE'"),
        CappedCount.of(em, "delivery d where d.state = 'DEAD'"));
  }

  /** How many of a site's wait for a target that is suspended or gone, counted up to the cap. */
  public long held(UUID site) {
    return CappedCount.of(em, OF_TARGETS + "t.state <> 'ACTIVE' and t.site_id = ?1", site);
  }

  private static @Nullable Instant instant(@Nullable Object at) {
    return at instanceof Timestamp timestamp
        ? timestamp.toInstant()
        : at == null ? null : ((OffsetDateTime) at).toInstant();
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

  private List<DueTarget> dueTargets(UUID site, int limit, Instant now) {
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        em.createNativeQuery(DUE_TARGETS)
            .setParameter(1, site)
            .setParameter(2, sql(now))
            .setParameter(3, limit)
            .getResultList();
    return rows.stream()
        .map(row -> new DueTarget((UUID) row[0], ((Number) row[1]).intValue() == 1))
        .toList();
  }

  /** Never waits: who has the row just now either makes the attempt or has just made it. */
  private boolean lockSpared(UUID target, Instant now) {
    return !em.createNativeQuery(LOCK_SPARED)
        .setParameter(1, target)
        .setParameter(2, sql(now))
        .getResultList()
        .isEmpty();
  }

  /** Only where there is an attempt to make: who holds its one delivery just now makes none. */
  private void spare(UUID target, Instant until) {
    em.createNativeQuery(SPARE).setParameter(1, target).setParameter(2, sql(until)).executeUpdate();
  }

  @SuppressWarnings("unchecked")
  private List<UUID> lockOldest(UUID site, UUID target, int limit, Instant now) {
    return em.createNativeQuery(LOCK_OLDEST)
        .setParameter(1, site)
        .setParameter(2, sql(now))
        .setParameter(3, limit)
        .setParameter(4, limit * 4)
        .setParameter(5, target)
        .getResultList();
  }

  private Optional<Delivery> held(ClaimedDelivery claimed) {
    return Optional.ofNullable(
            em.find(Delivery.class, claimed.id(), LockModeType.PESSIMISTIC_WRITE))
        .filter(delivery -> delivery.heldBy(claimed.token()));
  }

  private record DueTarget(UUID id, boolean spared) {}

  /** PostgreSQL's driver does not know {@code Instant}, and no converter applies to native SQL. */
  private static OffsetDateTime sql(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

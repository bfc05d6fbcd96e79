package bankapi.bridge.control;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The budgets of requests, one for all nodes: that of the whole application and those of each
 * Bridge user. A row tells until when the requests leased so far are paid for if one is paid every
 * {@code interval}; a lease moves it on, but never further than {@code burst} intervals ahead of
 * now. So no span of time, wherever it begins, sees more leased than the burst plus what the rate
 * allows. One atomic update a lease: nodes never share out the same request twice.
 *
 * <p>A row that is further ahead than that was written by a clock that was wrong. It counts as used
 * up; otherwise nothing would be leased for as long as the clock was ahead.
 */
@Stateless
public class BudgetLeases {

  private static final String OF_APPLICATION =
      "update bridge_budget set paid_until = greatest(paid_until, ?1) + ?2"
          + " where id = 1 and greatest(paid_until, ?1) + ?2 <= ?3";

  private static final String OF_USER =
      "update bridge_user_budget set %1$s = greatest(%1$s, ?1) + ?2"
          + " where bridge_uuid = ?4 and greatest(%1$s, ?1) + ?2 <= ?3";

  private static final String APPLICATION_AHEAD =
      "update bridge_budget set paid_until = ?1 where id = 1 and paid_until > ?2";

  private static final String USER_AHEAD =
      "update bridge_user_budget set %1$s = ?1 where bridge_uuid = ?3 and %1$s > ?2";

  /** How far the clocks of nodes may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  /** What a Bridge user has a budget of, each its own. */
  public enum Kind {
    REQUESTS("requests_paid_until"),
    TOKENS("tokens_paid_until");

    private final String column;

    Kind(String column) {
      this.column = column;
    }
  }

  /**
   * Takes {@code want} requests, or one where there are not so many, or none.
   *
   * @param intervalMicros how often one request becomes free
   * @param burst how many may be used at once after a rest
   * @return how many the caller may now send
   */
  public int lease(Instant now, int want, long intervalMicros, int burst) {
    if (moved(now, want, intervalMicros, burst)) {
      return want;
    }
    if (want > 1 && moved(now, 1, intervalMicros, burst)) {
      return 1;
    }
    em.createNativeQuery(APPLICATION_AHEAD)
        .setParameter(1, micros(now) + burst * intervalMicros)
        .setParameter(2, micros(now.plus(SKEW)) + burst * intervalMicros)
        .executeUpdate();
    return 0;
  }

  /** How far ahead of now the application's requests are paid for; zero where all are free. */
  public Duration paidAhead(Instant now) {
    Number until =
        (Number)
            em.createNativeQuery("select paid_until from bridge_budget where id = 1")
                .getSingleResult();
    return Duration.of(Math.max(0, until.longValue() - micros(now)), ChronoUnit.MICROS);
  }

  /** As {@link #lease}, of a Bridge user's own budget. */
  public int leaseOfUser(
      UUID user, Kind kind, Instant now, int want, long intervalMicros, int burst) {
    if (moved(user, kind, now, want, intervalMicros, burst)) {
      return want;
    }
    boolean first =
        em.createNativeQuery(
                    "insert into bridge_user_budget"
                        + " (bridge_uuid, requests_paid_until, tokens_paid_until)"
                        + " select cast(?1 as uuid), 0, 0 where not exists"
                        + " (select 1 from bridge_user_budget where bridge_uuid = ?1)")
                .setParameter(1, user)
                .executeUpdate()
            == 1;
    if (first && moved(user, kind, now, want, intervalMicros, burst)) {
      return want;
    }
    if (want > 1 && moved(user, kind, now, 1, intervalMicros, burst)) {
      return 1;
    }
    em.createNativeQuery(String.format(USER_AHEAD, kind.column))
        .setParameter(1, micros(now) + burst * intervalMicros)
        .setParameter(2, micros(now.plus(SKEW)) + burst * intervalMicros)
        .setParameter(3, user)
        .executeUpdate();
    return 0;
  }

  /**
   * Forgets the users that nobody asked for in an hour: their budget is full.
   *
   * @return how many were forgotten
   */
  public int purge(Instant now) {
    return em.createNativeQuery(
            "delete from bridge_user_budget"
                + " where requests_paid_until < ?1 and tokens_paid_until < ?1")
        .setParameter(1, micros(now.minus(Duration.ofHours(1))))
        .executeUpdate();
  }

  private boolean moved(Instant now, int want, long interval, int burst) {
    return em.createNativeQuery(OF_APPLICATION)
            .setParameter(1, micros(now))
            .setParameter(2, want * interval)
            .setParameter(3, micros(now) + burst * interval)
            .executeUpdate()
        == 1;
  }

  private boolean moved(UUID user, Kind kind, Instant now, int want, long interval, int burst) {
    return em.createNativeQuery(String.format(OF_USER, kind.column))
            .setParameter(1, micros(now))
            .setParameter(2, want * interval)
            .setParameter(3, micros(now) + burst * interval)
            .setParameter(4, user)
            .executeUpdate()
        == 1;
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}

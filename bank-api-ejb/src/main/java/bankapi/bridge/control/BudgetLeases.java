package bankapi.bridge.control;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The application's budget of requests, one for all nodes. One row tells until when the requests
 * leased so far are paid for if one is paid every {@code interval}; a lease moves it on, but never
 * further than {@code burst} intervals ahead of now. So no span of time, wherever it begins, sees
 * more than the burst plus what the rate allows. One atomic update a lease: nodes never share out
 * the same request twice.
 */
@Stateless
public class BudgetLeases {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  /**
   * Takes {@code want} requests, or one where there are not so many, or none.
   *
   * @param intervalMicros how often one request becomes free
   * @param burst how many may be used at once after a rest
   * @return how many the caller may now send
   */
  public int lease(Instant now, int want, long intervalMicros, int burst) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    long latest = micros + burst * intervalMicros;
    if (moved(micros, want * intervalMicros, latest)) {
      return want;
    }
    return want > 1 && moved(micros, intervalMicros, latest) ? 1 : 0;
  }

  private boolean moved(long now, long cost, long latest) {
    return em.createNativeQuery(
                "update bridge_budget set paid_until = greatest(paid_until, ?1) + ?2"
                    + " where id = 1 and greatest(paid_until, ?1) + ?2 <= ?3")
            .setParameter(1, now)
            .setParameter(2, cost)
            .setParameter(3, latest)
            .executeUpdate()
        == 1;
  }
}

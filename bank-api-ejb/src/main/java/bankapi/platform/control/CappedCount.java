package bankapi.platform.control;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/**
 * Counts rows up to {@link #CAP} and no further: counting a million is not free, and nobody needs
 * to know. Native SQL, because JPQL limits no subquery; it runs on PostgreSQL and H2.
 */
public final class CappedCount {

  /** A count of this means so many or more. */
  public static final int CAP = 10_000;

  private CappedCount() {}

  /**
   * @param from what follows {@code from} in SQL, with {@code ?1} and so on for the values
   * @param values times as {@code OffsetDateTime}
   */
  public static long of(EntityManager em, String from, Object... values) {
    Query query =
        em.createNativeQuery(
            "select count(*) from (select 1 as one from " + from + " limit " + CAP + ") as capped");
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return ((Number) query.getSingleResult()).longValue();
  }
}

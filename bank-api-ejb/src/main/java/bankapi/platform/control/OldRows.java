package bankapi.platform.control;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Rows of a table that are forgotten when they are old, the oldest first. What somebody is at work
 * with is not waited for: whoever changes many locks them in an order of their own. Locks among the
 * first few only, because H2 locks every row that matches; among a few more than wanted, so that
 * several nodes at once all find some. What is old is said twice: what was changed meanwhile is not
 * old any more. Native SQL, because JPQL limits no subquery; it runs on PostgreSQL and H2.
 */
public final class OldRows {

  private final String select;
  private final String delete;

  /**
   * @param table with its ids in {@code id}
   * @param time the column that says since when a row is over
   * @param condition in SQL, of a row {@code r}: which are over
   * @param delete the named query that deletes those with the {@code ids}
   */
  public OldRows(String table, String time, String condition, String delete) {
    String old = "select r.id from " + table + " r where r." + time + " < ?1 and " + condition;
    String oldest = " order by r." + time + " limit ";
    this.select =
        old + " and r.id in (" + old + oldest + "?3)" + oldest + "?2 for update skip locked";
    this.delete = delete;
  }

  /**
   * Forgets some that were over before the given time.
   *
   * @return how many; fewer than the limit means that none is left, or that others are at it
   */
  public int forget(EntityManager em, Instant before, int limit) {
    @SuppressWarnings("unchecked") // a native query over one uuid column
    List<UUID> ids =
        em.createNativeQuery(select)
            .setParameter(1, before.atOffset(ZoneOffset.UTC))
            .setParameter(2, limit)
            .setParameter(3, limit * 4)
            .getResultList();
    return ids.isEmpty() ? 0 : em.createNamedQuery(delete).setParameter("ids", ids).executeUpdate();
  }
}

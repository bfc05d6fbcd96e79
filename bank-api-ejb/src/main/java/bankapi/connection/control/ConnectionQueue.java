package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Store: hands each due request to one node only, and forgets those decided long ago. */
@Stateless
public class ConnectionQueue {

  /**
   * One that a webhook to its site still tells of stays: who finds the webhook asks for it. Locks
   * among the first few only, because H2 locks every row that matches; among a few more than
   * wanted, so that several nodes at once all find some. Said twice: what was decided anew
   * meanwhile is not old any more.
   */
  private static final String OLD =
      """
      select r.id from connection_request r where r.state <> 'OPEN' and r.settled_at < ?1
        and r.id in (
          select o.id from connection_request o where o.state <> 'OPEN' and o.settled_at < ?1
            and not exists (select 1 from delivery d where d.site_id = o.site_id
              and d.dedup_key in (
                'request:' || cast(o.id as varchar(36)) || ':succeeded',
                'request:' || cast(o.id as varchar(36)) || ':failed',
                'request:' || cast(o.id as varchar(36)) || ':expired'))
          order by o.settled_at limit ?3)
      order by r.settled_at limit ?2 for update skip locked
      """;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject ConnectionStore store;

  /** How long a request is one node's to look at. */
  @Inject
  @ConfigProperty(name = "bankapi.connection.lease", defaultValue = "PT2M")
  Duration lease;

  /** The requests to look at now; until the lease ends nobody else gets them. */
  public List<RequestView> claimDue(int most) {
    @SuppressWarnings("unchecked") // a native query over one uuid column
    List<UUID> ids =
        em.createNativeQuery(
                "select id from connection_request where state = 'OPEN' and next_check_at <= ?1"
                    + " order by next_check_at limit "
                    + most
                    + " for update skip locked")
            .setParameter(1, sql(clock.instant()))
            .getResultList();
    for (UUID id : ids) {
      em.createNativeQuery("update connection_request set next_check_at = ?1 where id = ?2")
          .setParameter(1, sql(clock.instant().plus(lease)))
          .setParameter(2, id)
          .executeUpdate();
    }
    return ids.stream().map(store::byId).toList();
  }

  /**
   * Forgets some of what was decided before the given time. What somebody is at work with is left
   * for the next round.
   *
   * @return how many; fewer than the limit means that none is left, or that others are at it
   */
  public int purge(Instant before, int limit) {
    @SuppressWarnings("unchecked") // a native query over one uuid column
    List<UUID> ids =
        em.createNativeQuery(OLD)
            .setParameter(1, sql(before))
            .setParameter(2, limit)
            .setParameter(3, limit * 4)
            .getResultList();
    return ids.isEmpty()
        ? 0
        : em.createNamedQuery(ConnectionRequest.DELETE).setParameter("ids", ids).executeUpdate();
  }

  private static OffsetDateTime sql(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

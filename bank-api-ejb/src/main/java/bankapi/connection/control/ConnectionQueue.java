package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.platform.control.OldRows;
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

  /** One that a webhook to its site still tells of stays: who finds the webhook asks for it. */
  private static final OldRows OLD =
      new OldRows(
          "connection_request",
          "settled_at",
          """
          r.state <> 'OPEN' and not exists (select 1 from delivery d where d.site_id = r.site_id
            and d.dedup_key in (
              'request:' || cast(r.id as varchar(36)) || ':succeeded',
              'request:' || cast(r.id as varchar(36)) || ':failed',
              'request:' || cast(r.id as varchar(36)) || ':expired'))
          """,
          ConnectionRequest.DELETE);

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
   * Forgets some of what was decided before the given time.
   *
   * @see OldRows#forget
   */
  public int purge(Instant before, int limit) {
    return OLD.forget(em, before, limit);
  }

  private static OffsetDateTime sql(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

package bankapi.connection.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Store: hands each due request to one node only. */
@Stateless
public class ConnectionQueue {

  private static final Duration LEASE = Duration.ofMinutes(2);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject ConnectionStore store;

  /** The requests to look at now; for two minutes nobody else gets them. */
  public List<RequestView> claimDue(int most) {
    @SuppressWarnings("unchecked") // a native query over one uuid column
    List<UUID> ids =
        em.createNativeQuery(
                "select id from connection_request where state = 'OPEN' and next_check_at <= ?1"
                    + " order by next_check_at limit "
                    + most
                    + " for update skip locked")
            .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
            .getResultList();
    for (UUID id : ids) {
      em.createNativeQuery("update connection_request set next_check_at = ?1 where id = ?2")
          .setParameter(1, clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC))
          .setParameter(2, id)
          .executeUpdate();
    }
    return ids.stream().map(store::byId).toList();
  }
}

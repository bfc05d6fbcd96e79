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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Store: hands each due request to one node only. */
@Stateless
public class ConnectionQueue {

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
            .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
            .getResultList();
    for (UUID id : ids) {
      em.createNativeQuery("update connection_request set next_check_at = ?1 where id = ?2")
          .setParameter(1, clock.instant().plus(lease).atOffset(ZoneOffset.UTC))
          .setParameter(2, id)
          .executeUpdate();
    }
    return ids.stream().map(store::byId).toList();
  }
}

package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Store: the deliveries of one request, for its story. */
@Stateless
public class DeliveryOperations {

  private static final int OF_ONE_REQUEST = 50;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  /** What told a site of one request in a span of time, the oldest first, at most 50. */
  public List<DeliveryView> ofRequest(UUID siteId, UUID request, Instant from, Instant until) {
    return em.createNamedQuery(Delivery.ABOUT, Delivery.class)
        .setParameter("siteId", siteId)
        .setParameter("from", from)
        .setParameter("until", until)
        .setParameter("text", "%\"request\":\"" + request + "\"%")
        .setMaxResults(OF_ONE_REQUEST)
        .getResultStream()
        .map(delivery -> DeliveryView.of(delivery, false))
        .toList();
  }
}

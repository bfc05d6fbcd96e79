package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Store: what told a site of one connection request. */
@Stateless
public class RequestDeliveries {

  private static final int OF_ONE_REQUEST = 50;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Deliveries deliveries;

  /** Those created in a span of time, the oldest first, at most 50. */
  public List<DeliveryView> ofRequest(UUID siteId, UUID request, Instant from, Instant until) {
    return deliveries.views(
        em.createNamedQuery(Delivery.ABOUT, Delivery.class)
            .setParameter("siteId", siteId)
            .setParameter("first", TimeOrderedId.firstAt(from))
            .setParameter("end", TimeOrderedId.firstAt(until))
            .setParameter("text", "%\"request\":\"" + request + "\"%")
            .setMaxResults(OF_ONE_REQUEST)
            .getResultList());
  }
}

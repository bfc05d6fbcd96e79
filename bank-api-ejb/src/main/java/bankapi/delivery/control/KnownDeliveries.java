package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** Store: what told a site of something, by what makes it the same event. */
@Stateless
public class KnownDeliveries {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Deliveries deliveries;

  /**
   * @param dedupKeys as in {@link SiteEvent#dedupKey()}
   * @return the oldest first
   */
  public List<DeliveryView> of(UUID siteId, List<String> dedupKeys) {
    return deliveries.views(
        em.createNamedQuery(Delivery.BY_DEDUP_KEYS, Delivery.class)
            .setParameter("siteId", siteId)
            .setParameter("dedupKeys", dedupKeys)
            .getResultList());
  }
}

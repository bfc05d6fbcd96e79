package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Store: what operators do with single deliveries, audited, and those of one request. */
@Stateless
public class DeliveryOperations {

  private static final int OF_ONE_REQUEST = 50;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Deliveries deliveries;
  @Inject Audit audit;

  /**
   * As {@link Deliveries#replay}.
   *
   * @throws GatewayException NOT_FOUND, CONFLICT
   */
  public DeliveryView replay(UUID id, String operator) {
    DeliveryView replayed = deliveries.replay(id);
    audit.record(operator, "delivery.replay", "delivery " + id, replayed.event());
    return replayed;
  }

  /**
   * As {@link Deliveries#cancel}.
   *
   * @throws GatewayException NOT_FOUND, CONFLICT
   */
  public DeliveryView cancel(UUID id, String operator) {
    DeliveryView cancelled = deliveries.cancel(id);
    audit.record(operator, "delivery.cancel", "delivery " + id, cancelled.event());
    return cancelled;
  }

  /** What told a site of one request in a span of time, the oldest first, at most 50. */
  public List<DeliveryView> ofRequest(UUID siteId, UUID request, Instant from, Instant until) {
    return em.createNamedQuery(Delivery.ABOUT, Delivery.class)
        .setParameter("siteId", siteId)
        .setParameter("from", from)
        .setParameter("until", until)
        .setParameter("text", "%\"request\":\"" + request + "\"%")
        .setMaxResults(OF_ONE_REQUEST)
        .getResultStream()
        .map(DeliveryView::of)
        .toList();
  }
}

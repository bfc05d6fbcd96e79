package bankapi.delivery.control;

import bankapi.delivery.entity.WebhookTarget;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;

/** Store: writes a target down, in a transaction of its own (see {@link WebhookTargets#of}). */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class NewTargets {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /**
   * @return its id
   * @throws RuntimeException when another has just written it
   */
  public UUID add(UUID siteId, String url) {
    WebhookTarget target = new WebhookTarget(siteId, url, clock.instant());
    em.persist(target);
    em.flush();
    return target.id();
  }
}

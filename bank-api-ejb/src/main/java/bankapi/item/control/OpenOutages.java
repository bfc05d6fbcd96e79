package bankapi.item.control;

import bankapi.item.entity.BankOutage;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.jspecify.annotations.Nullable;

/** Store: which banks are down. */
@Stateless
public class OpenOutages {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  /**
   * @param providerId null: not known, and so not known to be down
   */
  public boolean isDown(@Nullable Long providerId) {
    return providerId != null
        && em.createNamedQuery(BankOutage.OPEN_OF_PROVIDER, Long.class)
                .setParameter("providerId", providerId)
                .getSingleResult()
            > 0;
  }

  public long count() {
    return em.createNamedQuery(BankOutage.OPEN_COUNT, Long.class).getSingleResult();
  }
}

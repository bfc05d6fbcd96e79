package bankapi.item.control;

import bankapi.item.entity.BankOutage;
import bankapi.item.entity.BankOutageSite;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
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

  /**
   * A bank that is down.
   *
   * @param providerId at Bridge
   * @param bank as a site calls it; null where no site has told
   * @param sites that have items of it and were told
   */
  public record OpenOutage(long providerId, @Nullable String bank, long sites, Instant since) {}

  /** Those that have been down for longest first. */
  public List<OpenOutage> list() {
    return em.createNamedQuery(BankOutage.OPEN, BankOutage.class)
        .getResultStream()
        .map(this::withSites)
        .toList();
  }

  private OpenOutage withSites(BankOutage outage) {
    @Nullable String bank =
        em.createNamedQuery(BankOutageSite.NAMES_OF_BANK, String.class)
            .setParameter("outageId", outage.id())
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .orElse(null);
    long sites =
        em.createNamedQuery(BankOutageSite.COUNT_OF_OUTAGE, Long.class)
            .setParameter("outageId", outage.id())
            .getSingleResult();
    return new OpenOutage(outage.providerId(), bank, sites, outage.beganAt());
  }

  public long count() {
    return em.createNamedQuery(BankOutage.OPEN_COUNT, Long.class).getSingleResult();
  }
}

package bankapi.platform.control;

import bankapi.platform.entity.AuditEntry;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down who did what; always inside the transaction of what was done. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Audit {

  private static final Duration HOUR = Duration.ofHours(1);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /**
   * @param actor an API key, an operator's name, or {@code system}
   * @param subject what it was done to: its kind and its public id or name, as {@code site erp}
   */
  public void record(String actor, String action, String subject, @Nullable String detail) {
    em.persist(new AuditEntry(clock.instant(), actor, action, subject, detail));
  }

  /**
   * For what a program may do as often as it is allowed to call, and where the first time says it
   * all: at most once an hour for each actor and subject. Two at the very same moment may both be
   * written down.
   */
  public void recordOnceAnHour(String actor, String action, String subject) {
    boolean known =
        em.createNamedQuery(AuditEntry.SINCE, UUID.class)
            .setParameter("since", clock.instant().minus(HOUR))
            .setParameter("actor", actor)
            .setParameter("action", action)
            .setParameter("subject", subject)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .isPresent();
    if (!known) {
      record(actor, action, subject, null);
    }
  }
}

package bankapi.platform.control;

import bankapi.platform.entity.AuditEntry;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Writes down who did what; always inside the transaction of what was done. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Audit {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /**
   * @param actor an API key, an operator's name, or {@code system}
   * @param subject what it was done to, by a public id
   */
  public void record(String actor, String action, String subject, @Nullable String detail) {
    em.persist(new AuditEntry(clock.instant(), actor, action, subject, detail));
  }
}

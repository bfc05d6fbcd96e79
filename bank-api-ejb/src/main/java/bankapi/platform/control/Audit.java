package bankapi.platform.control;

import bankapi.platform.entity.AuditEntry;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down who did what, and by which token; always inside the transaction of what was done. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Audit {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int LONGEST = 500;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject CallingToken token;

  /**
   * What concerns no site, or many.
   *
   * @see #record(String, String, String, UUID, String)
   */
  public void record(String actor, String action, String subject, @Nullable String detail) {
    record(actor, action, subject, null, detail);
  }

  /**
   * @param actor an API key, an operator's name, or {@code system}
   * @param subject what it was done to: its kind and its public id or name, as {@code site erp}
   * @param siteId the site it concerns, or null
   * @param detail what is over 500 characters is cut; null: none
   */
  public void record(
      String actor, String action, String subject, @Nullable UUID siteId, @Nullable String detail) {
    em.persist(new AuditEntry(clock.instant(), actor, action, subject, siteId, withToken(detail)));
  }

  /**
   * For what a program may do as often as it is allowed to call, and where the first time says it
   * all: at most once an hour for each actor and subject. Two at the very same moment may both be
   * written down.
   */
  public void recordOnceAnHour(String actor, String action, String subject, UUID siteId) {
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
      record(actor, action, subject, siteId, null);
    }
  }

  private @Nullable String withToken(@Nullable String detail) {
    String by = tokenName().map(name -> "by token " + name).orElse(null);
    if (detail == null || by == null) {
      return shortened(detail == null ? by : detail, LONGEST);
    }
    return shortened(detail, LONGEST - by.length() - 2) + ", " + by;
  }

  /** Timers and the start have no request. */
  private Optional<String> tokenName() {
    try {
      return token.name();
    } catch (ContextNotActiveException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String shortened(@Nullable String text, int length) {
    return text == null || text.length() <= length ? text : text.substring(0, length);
  }
}

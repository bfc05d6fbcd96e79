package bankapi.platform.control;

import bankapi.platform.entity.AuditEntry;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Store: what was audited, and what is done outside any transaction. */
@Stateless
public class AuditTrail {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Audit audit;

  /** For what an Orchestrator does, which has no transaction to be part of. */
  public void note(String actor, String action, String subject, @Nullable String detail) {
    audit.record(actor, action, subject, detail);
  }

  /**
   * The newest first.
   *
   * @param subject its beginning
   */
  public Page<AuditView> list(
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subject,
      @Nullable Instant from,
      @Nullable Instant until,
      PageWish wish) {
    return new Listing<>(AuditEntry.class, "at")
        .where("e.actor = :actor", "actor", actor)
        .where("e.action = :action", "action", action)
        .where("e.subject like :subject escape '!'", "subject", Listing.beginning(subject))
        .between(from, until)
        .page(em, wish, AuditEntry::at, AuditEntry::id, AuditView::of);
  }
}

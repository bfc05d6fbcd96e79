package bankapi.platform.control;

import bankapi.platform.entity.AuditEntry;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: what was audited until it is old, and what is done outside any transaction. */
@Stateless
public class AuditTrail {

  private static final OldRows OLD = new OldRows("audit_entry", "at", "true", AuditEntry.DELETE);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Audit audit;

  /**
   * For what an Orchestrator does, which has no transaction to be part of.
   *
   * @see Audit#record(String, String, String, UUID, String)
   */
  public void note(String actor, String action, String subject, @Nullable UUID siteId) {
    audit.record(actor, action, subject, siteId, null);
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
      @Nullable UUID siteId,
      @Nullable Instant from,
      @Nullable Instant until,
      PageWish wish) {
    return new Listing<>(AuditEntry.class, "at")
        .where("e.actor = :actor", "actor", actor)
        .where("e.action = :action", "action", action)
        .where("e.subject like :subject escape '!'", "subject", Listing.beginning(subject))
        .where("e.siteId = :siteId", "siteId", siteId)
        .between(from, until)
        .page(em, wish, AuditEntry::at, AuditEntry::id, AuditView::of);
  }

  /**
   * Forgets some of what was audited before the given time.
   *
   * @see OldRows#forget
   */
  public int purge(Instant before, int limit) {
    return OLD.forget(em, before, limit);
  }
}

package bankapi.platform.control;

import bankapi.platform.entity.AuditEntry;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: what was audited until it is old, and what is done outside any transaction. */
@Stateless
public class AuditTrail {

  /**
   * Locks among the first few only, because H2 locks every row that matches; among a few more than
   * wanted, so that several nodes at once all find some.
   */
  private static final String OLD =
      """
      select e.id from audit_entry e where e.id in (
        select o.id from audit_entry o where o.at < ?1 order by o.at limit ?3)
      order by e.at limit ?2 for update skip locked
      """;

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

  /**
   * Forgets some of what was audited before the given time. What another node is about to forget is
   * left to it.
   *
   * @return how many; fewer than the limit means that none is left, or that others are at it
   */
  public int purge(Instant before, int limit) {
    @SuppressWarnings("unchecked") // a native query over one uuid column
    List<UUID> ids =
        em.createNativeQuery(OLD)
            .setParameter(1, before.atOffset(ZoneOffset.UTC))
            .setParameter(2, limit)
            .setParameter(3, limit * 4)
            .getResultList();
    return ids.isEmpty()
        ? 0
        : em.createNamedQuery(AuditEntry.DELETE).setParameter("ids", ids).executeUpdate();
  }
}

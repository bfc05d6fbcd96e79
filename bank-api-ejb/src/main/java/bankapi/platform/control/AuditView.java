package bankapi.platform.control;

import bankapi.platform.entity.AuditEntry;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when, and to what.
 *
 * @param actor an operator's name, an API key, {@code system} or {@code guest}
 * @param subject its kind and its id or name, as {@code site erp}
 * @param siteId the site it concerns; null: none, or many
 * @param detail of what a personal token did it ends with {@code by token} and its name
 */
public record AuditView(
    UUID id,
    Instant at,
    String actor,
    String action,
    String subject,
    @Nullable UUID siteId,
    @Nullable String detail) {

  static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.id(),
        entry.at(),
        entry.actor(),
        entry.action(),
        entry.subject(),
        entry.siteId(),
        entry.detail());
  }
}

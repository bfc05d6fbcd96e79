package bankapi.platform.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who did what, when, and to what. Never changed, and forgotten when it is old. */
@Entity
@Table(name = "audit_entry")
@NamedQuery(
    name = AuditEntry.SINCE,
    query =
        "select e.id from AuditEntry e where e.at > :since and e.actor = :actor"
            + " and e.action = :action and e.subject = :subject")
@NamedQuery(name = AuditEntry.DELETE, query = "delete from AuditEntry e where e.id in :ids")
public class AuditEntry {

  public static final String SINCE = "AuditEntry.since";
  public static final String DELETE = "AuditEntry.delete";

  private static final Pattern KIND_AND_NAME = Pattern.compile("[a-z-]+ .*", Pattern.DOTALL);

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "at")
  private Instant at;

  @Column(name = "actor")
  private String actor;

  @Column(name = "action")
  private String action;

  @Column(name = "subject")
  private String subject;

  @Column(name = "site_id")
  private @Nullable UUID siteId;

  @Column(name = "detail")
  private @Nullable String detail;

  @SuppressWarnings("NullAway.Init")
  protected AuditEntry() {}

  /**
   * @param subject a kind and a name, such as {@code site erp}
   * @param siteId the site it concerns, or null
   * @throws IllegalArgumentException for a subject that names no kind
   */
  public AuditEntry(
      Instant at,
      String actor,
      String action,
      String subject,
      @Nullable UUID siteId,
      @Nullable String detail) {
    this.id = UUID.randomUUID();
    this.at = at;
    this.actor = actor;
    this.action = action;
    this.subject = named(subject);
    this.siteId = siteId;
    this.detail = detail;
  }

  /** The name may be anything, also empty: it is what was typed at a login that was refused. */
  private static String named(String subject) {
    if (!KIND_AND_NAME.matcher(subject).matches()) {
      throw new IllegalArgumentException("neither kind nor name: " + subject);
    }
    return subject;
  }

  public UUID id() {
    return id;
  }

  public Instant at() {
    return at;
  }

  public String actor() {
    return actor;
  }

  public String action() {
    return action;
  }

  public String subject() {
    return subject;
  }

  public @Nullable UUID siteId() {
    return siteId;
  }

  public @Nullable String detail() {
    return detail;
  }
}

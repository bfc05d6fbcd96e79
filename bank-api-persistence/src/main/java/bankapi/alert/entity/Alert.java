package bankapi.alert.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, from the first time it was seen until it is over. Of each kind and
 * subject at most one is not over. Whoever changes it holds the row's lock, and takes it before the
 * lock of any notice; so there is no {@code @Version}.
 *
 * <pre>
 * watched → (removed)    it was gone again before anybody was told
 * watched → open         it has held for long enough: operators are told
 * open → over            it was gone for long enough: operators are told
 * </pre>
 */
@Entity
@Table(name = "alert")
@NamedQuery(name = Alert.BY_KEY, query = "select a from Alert a where a.openKey = :openKey")
@NamedQuery(
    name = Alert.UNSEEN,
    query =
        "select a from Alert a where a.kind = :kind and a.openKey is not null"
            + " and a.seenAt < :asOf order by a.seenAt, a.id")
@NamedQuery(
    name = Alert.COUNT_OPEN,
    query =
        "select a.kind, count(a) from Alert a where a.openKey is not null"
            + " and a.openedAt is not null group by a.kind")
@NamedQuery(name = Alert.DELETE_ENDED, query = "delete from Alert a where a.endedAt < :before")
public class Alert {

  public static final String BY_KEY = "Alert.byKey";
  public static final String UNSEEN = "Alert.unseen";
  public static final String COUNT_OPEN = "Alert.countOpen";
  public static final String DELETE_ENDED = "Alert.deleteEnded";

  private static final int LONGEST_SUBJECT = 100;

  /** What may be wrong. */
  public enum Kind {
    /** Webhooks to sites are due for long and are not sent. */
    DELIVERIES_LATE,
    /** Bridge's webhooks lie about. */
    EVENTS_LATE,
    /** An address of a site fails, is suspended or gone; the subject is the target. */
    TARGET_FAILING,
    /** No webhook has come from Bridge for long. */
    BRIDGE_SILENT,
    /** Bridge refuses our own credentials. */
    BRIDGE_CREDENTIALS,
    /** Little is left of the requests that may be sent to Bridge. */
    BRIDGE_BUDGET,
    /** Consents end soon; told again once a day at most, when others have joined. */
    CONSENTS_ENDING,
    /** Nobody's items get through to a bank; the subject is Bridge's provider. */
    BANK_DOWN
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  private Kind kind;

  @Column(name = "subject")
  private String subject;

  @Column(name = "open_key")
  private @Nullable String openKey;

  @Column(name = "level")
  private int level;

  @Column(name = "details")
  private String details;

  @Column(name = "began_at")
  private Instant beganAt;

  @Column(name = "watched_since")
  private Instant watchedSince;

  @Column(name = "seen_at")
  private Instant seenAt;

  @Column(name = "opened_at")
  private @Nullable Instant openedAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Column(name = "step")
  private int step;

  @SuppressWarnings("NullAway.Init")
  protected Alert() {}

  /**
   * Watched from now on.
   *
   * @param subject what it is about, at most 100 characters; empty: the gateway as a whole
   * @param beganAt since when it is so
   * @param level how bad it is, by the kind's own measure
   * @param details a JSON object with what the texts name
   */
  public Alert(Kind kind, String subject, Instant beganAt, int level, String details, Instant now) {
    if (subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException("subject must have at most 100 characters");
    }
    this.id = UUID.randomUUID();
    this.kind = Objects.requireNonNull(kind, "kind");
    this.subject = subject;
    this.openKey = key(kind, subject);
    this.beganAt = Objects.requireNonNull(beganAt, "beganAt");
    this.level = level;
    this.details = Objects.requireNonNull(details, "details");
    this.watchedSince = Objects.requireNonNull(now, "now");
    this.seenAt = now;
  }

  /** What can stand only once while it is not over. */
  public static String key(Kind kind, String subject) {
    return kind + ":" + subject;
  }

  /** It is still so; what was known of it is replaced. A level never falls while it is so. */
  public void seen(int level, String details, Instant now) {
    this.level = Math.max(this.level, level);
    this.details = details;
    if (now.isAfter(seenAt)) {
      seenAt = now;
    }
  }

  /** Nobody has looked for so long that it may have been gone meanwhile. */
  public void watchAnew(Instant beganAt, Instant now) {
    this.beganAt = beganAt;
    this.watchedSince = now;
  }

  /** There is something new to tell. */
  public void open(Instant now) {
    openedAt = now;
    step = 1;
  }

  /** It got worse: there is something to tell again. */
  public void raise() {
    step++;
  }

  /** It is over: there is something to tell for the last time. */
  public void end(Instant now) {
    endedAt = now;
    openKey = null;
    step++;
  }

  public UUID id() {
    return id;
  }

  public Kind kind() {
    return kind;
  }

  public String subject() {
    return subject;
  }

  public int level() {
    return level;
  }

  public String details() {
    return details;
  }

  /** Since when it is so, as far as is known. */
  public Instant beganAt() {
    return beganAt;
  }

  public Instant watchedSince() {
    return watchedSince;
  }

  /** When it was seen to be so last. */
  public Instant seenAt() {
    return seenAt;
  }

  /** When operators were to be told; null while it is only watched. */
  public @Nullable Instant openedAt() {
    return openedAt;
  }

  public @Nullable Instant endedAt() {
    return endedAt;
  }

  /** How many times there was something to tell. */
  public int step() {
    return step;
  }

  public boolean isOver() {
    return openKey == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Alert that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

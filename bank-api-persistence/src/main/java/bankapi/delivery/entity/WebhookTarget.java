package bankapi.delivery.entity;

import bankapi.platform.entity.Texts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One address of a site, and what its latest attempts say about it. Whoever changes it holds the
 * row's lock, and takes it before the lock of any delivery; so there is no {@code @Version}, which
 * would change with every failure. What operators name in {@code If-Match} counts its states.
 */
@Entity
@Table(name = "webhook_target")
@NamedQuery(
    name = WebhookTarget.BY_URL,
    query = "select t from WebhookTarget t where t.siteId = :siteId and t.url = :url")
@NamedQuery(
    name = WebhookTarget.COUNT_OF_SITE,
    query = "select count(t) from WebhookTarget t where t.siteId = :siteId")
@NamedQuery(
    name = WebhookTarget.FAILING,
    query =
        "select t.id from WebhookTarget t"
            + " where t.state = bankapi.delivery.entity.WebhookTarget.State.ACTIVE"
            + " and t.failingSince <= :before and t.warnedPercent < :percent"
            + " order by t.failingSince")
@NamedQuery(
    name = WebhookTarget.TROUBLED,
    query = WebhookTarget.IN_TROUBLE + " order by coalesce(t.failingSince, t.changedAt) desc, t.id")
@NamedQuery(name = WebhookTarget.TROUBLED_ONE, query = WebhookTarget.IN_TROUBLE + " and t.id = :id")
@NamedQuery(
    name = WebhookTarget.HELD,
    query =
        "select t.id from WebhookTarget t where t.id in :ids"
            + " and t.state <> bankapi.delivery.entity.WebhookTarget.State.ACTIVE")
public class WebhookTarget {

  public static final String BY_URL = "WebhookTarget.byUrl";
  public static final String COUNT_OF_SITE = "WebhookTarget.countOfSite";
  public static final String FAILING = "WebhookTarget.failing";
  public static final String HELD = "WebhookTarget.held";

  /**
   * Those operators were warned of or that are held, each with the key of its site; without those
   * that an operator has suspended.
   */
  public static final String TROUBLED = "WebhookTarget.troubled";

  public static final String TROUBLED_ONE = "WebhookTarget.troubledOne";

  static final String IN_TROUBLE =
      "select t, s.siteKey from WebhookTarget t, Site s where s.id = t.siteId"
          + " and (t.state <> bankapi.delivery.entity.WebhookTarget.State.ACTIVE"
          + " or t.warnedPercent > 0)"
          + " and (t.suspendedBy is null"
          + " or t.suspendedBy <> bankapi.delivery.entity.WebhookTarget.Suspender.OPERATOR)";

  /**
   * After so long without a failure (or an attempt) it is not known to be failing: a little longer
   * than the longest pause between two attempts, 28.8 hours.
   */
  private static final Duration KNOWN_FOR = Duration.ofHours(30);

  /**
   *
   *
   * <pre>
   * ACTIVE → SUSPENDED    every attempt has failed for too long
   * ACTIVE, GONE → SUSPENDED    an operator suspends it
   * ACTIVE, SUSPENDED → GONE    the receiver answered 410
   * SUSPENDED, GONE → ACTIVE    an operator resumes it, or a test of the site arrives there
   * GONE → ACTIVE         the site names the address again
   * </pre>
   *
   * What an operator has suspended stays so until an operator resumes it. Deliveries to a target
   * that is not ACTIVE are held: they stay pending and are not sent.
   */
  public enum State {
    ACTIVE,
    SUSPENDED,
    GONE
  }

  /** By whose decision it is SUSPENDED. */
  public enum Suspender {
    GATEWAY,
    OPERATOR
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "site_id")
  private UUID siteId;

  @Column(name = "url")
  private String url;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state = State.ACTIVE;

  @Enumerated(EnumType.STRING)
  @Column(name = "suspended_by")
  private @Nullable Suspender suspendedBy;

  @Column(name = "failures")
  private int failures;

  @Column(name = "failing_since")
  private @Nullable Instant failingSince;

  @Column(name = "last_failed_at")
  private @Nullable Instant lastFailedAt;

  @Column(name = "retry_at")
  private @Nullable Instant retryAt;

  @Column(name = "warned_percent")
  private int warnedPercent;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "changed_at")
  private Instant changedAt;

  @Column(name = "version")
  private long version;

  @SuppressWarnings("NullAway.Init")
  protected WebhookTarget() {}

  /**
   * @param url what makes it this target, 1 to 500 characters
   */
  public WebhookTarget(UUID siteId, String url, Instant now) {
    this.id = UUID.randomUUID();
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.url = Texts.filled(url, "url", 500);
    this.createdAt = Objects.requireNonNull(now, "now");
    this.changedAt = now;
  }

  /** An attempt arrived: whatever was wrong is over. A held target stays held. */
  public void succeeded() {
    recover();
  }

  /**
   * An attempt failed.
   *
   * @param retryAt until when nobody asks again, and then one attempt alone; null: no need to spare
   *     it yet
   */
  public void failed(Instant now, @Nullable Instant retryAt) {
    if (!knownToFail(now)) {
      recover();
      failingSince = now;
    }
    failures++;
    lastFailedAt = now;
    this.retryAt = retryAt;
  }

  /** Whether it fails as far as is known; what nobody has tried for long is not known. */
  public boolean knownToFail(Instant now) {
    return failingSince != null
        && lastFailedAt != null
        && !lastFailedAt.isBefore(now.minus(KNOWN_FOR));
  }

  public void warned(int percent) {
    warnedPercent = percent;
  }

  /** The gateway gives it up. */
  public void suspend(Instant now) {
    must(State.ACTIVE, "suspended");
    change(State.SUSPENDED, now);
    suspendedBy = Suspender.GATEWAY;
  }

  /**
   * An operator wants nothing sent to it, whatever else was wrong with it.
   *
   * @return whether that is new
   */
  public boolean suspendByOperator(Instant now) {
    if (suspendedByOperator()) {
      return false;
    }
    change(State.SUSPENDED, now);
    suspendedBy = Suspender.OPERATOR;
    return true;
  }

  /**
   * The receiver has said that it wants no more; what an operator has suspended stays so.
   *
   * @return whether that is new
   */
  public boolean gone(Instant now) {
    if (state == State.GONE || suspendedByOperator()) {
      return false;
    }
    change(State.GONE, now);
    return true;
  }

  /** Sends again, as if nothing had been. */
  public void resume(Instant now) {
    if (state == State.ACTIVE) {
      throw new IllegalStateException("target " + id + " is ACTIVE, not resumed");
    }
    recover();
    change(State.ACTIVE, now);
  }

  private void must(State expected, String verb) {
    if (state != expected) {
      throw new IllegalStateException("target " + id + " is " + state + ", not " + verb);
    }
  }

  private void change(State to, Instant now) {
    state = to;
    suspendedBy = null;
    changedAt = now;
    version++;
  }

  private void recover() {
    failures = 0;
    failingSince = null;
    lastFailedAt = null;
    retryAt = null;
    warnedPercent = 0;
  }

  public UUID id() {
    return id;
  }

  public UUID siteId() {
    return siteId;
  }

  public String url() {
    return url;
  }

  public State state() {
    return state;
  }

  /** Null unless it is SUSPENDED. */
  public @Nullable Suspender suspendedBy() {
    return suspendedBy;
  }

  public boolean suspendedByOperator() {
    return suspendedBy == Suspender.OPERATOR;
  }

  /** In a row, until now. */
  public int failures() {
    return failures;
  }

  /** The first of these failures; null: the latest attempt arrived, or there was none. */
  public @Nullable Instant failingSince() {
    return failingSince;
  }

  public @Nullable Instant lastFailedAt() {
    return lastFailedAt;
  }

  /** While it is spared: when the next single attempt may be made. */
  public @Nullable Instant retryAt() {
    return retryAt;
  }

  /** How much of the way to suspension operators were last warned of. */
  public int warnedPercent() {
    return warnedPercent;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Since when it is in its state. */
  public Instant changedAt() {
    return changedAt;
  }

  /** How often its state has changed. */
  public long version() {
    return version;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebhookTarget that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

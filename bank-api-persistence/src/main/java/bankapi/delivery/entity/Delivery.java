package bankapi.delivery.entity;

import bankapi.platform.entity.Texts;
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
 * One webhook to one site, from the moment its cause is committed until it has arrived or is given
 * up. Its id is the {@code webhook-id} the receiver sees, the same in every attempt, so that the
 * receiver can drop repetitions. No {@code @Version}: the row lock and the claim token guard it.
 */
@Entity
@Table(name = "delivery")
@NamedQuery(
    name = Delivery.BY_DEDUP_KEY,
    query = "select d.id from Delivery d where d.siteId = :siteId and d.dedupKey = :dedupKey")
@NamedQuery(
    name = Delivery.BY_DEDUP_KEYS,
    query =
        "select d from Delivery d where d.siteId = :siteId and d.dedupKey in :dedupKeys"
            + " order by d.id")
@NamedQuery(name = Delivery.BY_IDS, query = "select d from Delivery d where d.id in :ids")
@NamedQuery(name = Delivery.DELETE, query = "delete from Delivery d where d.id in :ids")
@NamedQuery(
    name = Delivery.REPLAY,
    query =
        "update Delivery d set d.state = bankapi.delivery.entity.Delivery.State.PENDING,"
            + " d.attempts = 0, d.nextAttemptAt = :now, d.settledAt = null"
            + " where d.id in :ids and d.state in :states")
@NamedQuery(
    name = Delivery.CANCEL,
    query =
        "update Delivery d set d.state = bankapi.delivery.entity.Delivery.State.CANCELLED,"
            + " d.settledAt = :now, d.claimToken = null, d.leaseUntil = null"
            + " where d.id in :ids and d.state in :states"
            + " and (d.claimToken is null or d.leaseUntil <= :now)")
public class Delivery {

  public static final String BY_DEDUP_KEY = "Delivery.byDedupKey";
  public static final String BY_DEDUP_KEYS = "Delivery.byDedupKeys";
  public static final String BY_IDS = "Delivery.byIds";
  public static final String DELETE = "Delivery.delete";
  public static final String REPLAY = "Delivery.replay";

  /** Leaves alone what somebody sends now. */
  public static final String CANCEL = "Delivery.cancel";

  /**
   *
   *
   * <pre>
   * PENDING → DELIVERED    the receiver answered 2xx
   * PENDING → PENDING      the attempt failed and another one follows
   * PENDING → DEAD         the last attempt failed, or another one is pointless
   * PENDING → CANCELLED    by an operator
   * DEAD, DELIVERED → PENDING    replayed by an operator: same id, the schedule starts again
   * </pre>
   *
   * A claim does not change the state: it is a token with an end, which the row loses when it is
   * settled, handed back, put off, cancelled, or when the lease is over.
   */
  public enum State {
    PENDING,
    DELIVERED,
    DEAD,
    CANCELLED
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "site_id")
  private UUID siteId;

  @Column(name = "target_id")
  private UUID targetId;

  @Column(name = "bridge_item_id")
  private @Nullable Long itemId;

  @Column(name = "event")
  private String event;

  @Column(name = "target_url")
  private String targetUrl;

  @Column(name = "payload")
  private String payload;

  @Column(name = "dedup_key")
  private @Nullable String dedupKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state = State.PENDING;

  @Column(name = "attempts")
  private int attempts;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "next_attempt_at")
  private Instant nextAttemptAt;

  @Column(name = "claim_token")
  private @Nullable UUID claimToken;

  @Column(name = "lease_until")
  private @Nullable Instant leaseUntil;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  @Column(name = "last_status")
  private @Nullable Integer lastStatus;

  @Column(name = "last_error")
  private @Nullable String lastError;

  @SuppressWarnings("NullAway.Init")
  protected Delivery() {}

  /**
   * Due at once.
   *
   * @param id grows with time (UUID version 7): lists are sorted by it
   * @param targetId the {@link WebhookTarget} its URL belongs to
   * @param itemId Bridge's id of the item it is about; null: it is about none
   * @param payload the exact body, as it is signed and sent
   */
  public Delivery(
      UUID id,
      UUID siteId,
      UUID targetId,
      @Nullable Long itemId,
      String event,
      String targetUrl,
      String payload,
      @Nullable String dedupKey,
      Instant createdAt) {
    this.id = Objects.requireNonNull(id, "id");
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.targetId = Objects.requireNonNull(targetId, "targetId");
    this.itemId = itemId;
    this.event = Texts.filled(event, "event", 60);
    this.targetUrl = Texts.filled(targetUrl, "targetUrl", 2000);
    this.payload = Texts.filled(payload, "payload", 65536);
    this.dedupKey = dedupKey == null ? null : Texts.filled(dedupKey, "dedupKey", 200);
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    this.nextAttemptAt = createdAt;
  }

  /** Somebody sends it now; if they die, it is due again when the lease ends. */
  public void claim(UUID token, Instant now, Instant leaseUntil) {
    must(State.PENDING, "claimed");
    if (this.leaseUntil != null && now.isBefore(this.leaseUntil)) {
      throw new IllegalStateException("delivery " + id + " is claimed by another");
    }
    this.claimToken = Objects.requireNonNull(token, "token");
    this.leaseUntil = Objects.requireNonNull(leaseUntil, "leaseUntil");
  }

  /** Whether this claim still holds: neither taken over nor settled nor cancelled since. */
  public boolean heldBy(UUID token) {
    return state == State.PENDING && token.equals(claimToken);
  }

  /** Gives the claim back without an attempt: as due as it was before. */
  public void handBack() {
    must(State.PENDING, "handed back");
    release();
  }

  /**
   * Nobody could be asked, for a fault of ours: that was no attempt. It stays as due as it was, and
   * is nobody's until the given time.
   */
  public void putOff(Instant until, String error) {
    must(State.PENDING, "put off");
    remember(null, error);
    release();
    leaseUntil = Objects.requireNonNull(until, "until");
  }

  public void delivered(int status, Instant now) {
    must(State.PENDING, "delivered");
    attempts++;
    settle(State.DELIVERED, status, null, now);
  }

  /** The attempt failed; the next one is not before the given time. */
  public void retry(Instant at, @Nullable Integer status, String error) {
    must(State.PENDING, "retried");
    attempts++;
    nextAttemptAt = Objects.requireNonNull(at, "at");
    remember(status, error);
    release();
  }

  public void dead(@Nullable Integer status, String error, Instant now) {
    must(State.PENDING, "given up");
    attempts++;
    settle(State.DEAD, status, error, now);
  }

  /**
   * A test that failed: nobody waits for it, so it is not among those that were given up, and is
   * not sent again with them.
   */
  public void tested(@Nullable Integer status, String error, Instant now) {
    must(State.PENDING, "tested");
    attempts++;
    settle(State.CANCELLED, status, error, now);
  }

  /** An attempt under way may still arrive, but no other one follows. */
  public void cancel(Instant now) {
    must(State.PENDING, "cancelled");
    settle(State.CANCELLED, lastStatus, lastError, now);
  }

  /** Sends it again under the same id; the attempts made so far stay on record. */
  public void replay(Instant now) {
    if (state != State.DEAD && state != State.DELIVERED) {
      throw new IllegalStateException("delivery " + id + " is " + state + ", not replayed");
    }
    state = State.PENDING;
    attempts = 0;
    nextAttemptAt = now;
    settledAt = null;
  }

  private void must(State expected, String verb) {
    if (state != expected) {
      throw new IllegalStateException("delivery " + id + " is " + state + ", not " + verb);
    }
  }

  private void settle(
      State end, @Nullable Integer status, @Nullable String error, Instant settledAt) {
    this.state = end;
    this.settledAt = Objects.requireNonNull(settledAt, "settledAt");
    remember(status, error);
    release();
  }

  private void remember(@Nullable Integer status, @Nullable String error) {
    this.lastStatus = status;
    this.lastError = Texts.cut(error, 500);
  }

  private void release() {
    this.claimToken = null;
    this.leaseUntil = null;
  }

  public UUID id() {
    return id;
  }

  public UUID siteId() {
    return siteId;
  }

  public UUID targetId() {
    return targetId;
  }

  public @Nullable Long itemId() {
    return itemId;
  }

  public String event() {
    return event;
  }

  public String targetUrl() {
    return targetUrl;
  }

  public String payload() {
    return payload;
  }

  public State state() {
    return state;
  }

  /** How many were made since it was created or replayed. */
  public int attempts() {
    return attempts;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant nextAttemptAt() {
    return nextAttemptAt;
  }

  public @Nullable Instant settledAt() {
    return settledAt;
  }

  public @Nullable Integer lastStatus() {
    return lastStatus;
  }

  public @Nullable String lastError() {
    return lastError;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Delivery that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

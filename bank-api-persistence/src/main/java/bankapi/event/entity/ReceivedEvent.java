package bankapi.event.entity;

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
 * One webhook that Bridge sent and we answered for, kept without balances. The hash of the raw body
 * tells a repetition from a new event: Bridge's events carry no id.
 */
@Entity
@Table(name = "received_event")
@NamedQuery(name = ReceivedEvent.DELETE, query = "delete from ReceivedEvent e where e.id in :ids")
@NamedQuery(
    name = ReceivedEvent.COUNT_BY_HASH,
    query = "select count(e) from ReceivedEvent e where e.bodyHash = :bodyHash")
@NamedQuery(
    name = ReceivedEvent.BY_IDS,
    query = "select e from ReceivedEvent e where e.id in :ids order by e.receivedAt, e.id")
@NamedQuery(
    name = ReceivedEvent.ITEMS_SINCE,
    query =
        "select distinct e.bridgeItemId from ReceivedEvent e where e.receivedAt > :since"
            + " and e.bridgeItemId is not null")
@NamedQuery(
    name = ReceivedEvent.RECEIVED_TIMES,
    query = "select e.receivedAt from ReceivedEvent e order by e.receivedAt desc")
@NamedQuery(
    name = ReceivedEvent.COUNT_BY_STATE,
    query = "select count(e) from ReceivedEvent e where e.state = :state")
@NamedQuery(
    name = ReceivedEvent.WAITING_SINCE_RECEIVED,
    query =
        "select e.receivedAt from ReceivedEvent e"
            + " where e.state = bankapi.event.entity.ReceivedEvent.State.WAITING"
            + " and e.waitingSince is null order by e.receivedAt")
@NamedQuery(
    name = ReceivedEvent.WAITING_AGAIN_SINCE,
    query =
        "select e.waitingSince from ReceivedEvent e"
            + " where e.state = bankapi.event.entity.ReceivedEvent.State.WAITING"
            + " and e.waitingSince is not null order by e.waitingSince")
@NamedQuery(
    name = ReceivedEvent.OF_ITEM,
    query =
        "select e from ReceivedEvent e where e.bridgeItemId = :itemId"
            + " and e.receivedAt >= :from and e.receivedAt < :until"
            + " order by e.receivedAt, e.id")
public class ReceivedEvent {

  /** For the story of one connection. */
  public static final String OF_ITEM = "ReceivedEvent.ofItem";

  public static final String BY_IDS = "ReceivedEvent.byIds";
  public static final String ITEMS_SINCE = "ReceivedEvent.itemsSince";
  public static final String RECEIVED_TIMES = "ReceivedEvent.receivedTimes";
  public static final String COUNT_BY_STATE = "ReceivedEvent.countByState";
  public static final String WAITING_SINCE_RECEIVED = "ReceivedEvent.waitingSinceReceived";
  public static final String WAITING_AGAIN_SINCE = "ReceivedEvent.waitingAgainSince";
  public static final String DELETE = "ReceivedEvent.delete";
  public static final String COUNT_BY_HASH = "ReceivedEvent.countByHash";

  /** The lane of events that are about no Bridge user. */
  public static final UUID NOBODY = new UUID(0, 0);

  /**
   * WAITING → DONE when worked off (also when there was nothing to do); WAITING → FAILED after too
   * many attempts; FAILED or DONE → WAITING by an operator.
   */
  public enum State {
    WAITING,
    DONE,
    FAILED
  }

  @Id
  @Column(name = "id")
  private UUID id;

  /** Whose events it is worked off with, one worker at a time: the Bridge user's uuid. */
  @Column(name = "lane")
  private UUID lane;

  @Column(name = "bridge_item_id")
  private @Nullable Long bridgeItemId;

  @Column(name = "site_id")
  private @Nullable UUID siteId;

  @Column(name = "body_hash")
  private String bodyHash;

  @Column(name = "event_type")
  private String eventType;

  @Column(name = "body")
  private String body;

  @Column(name = "received_at")
  private Instant receivedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state = State.WAITING;

  @Column(name = "attempts")
  private int attempts;

  @Column(name = "next_attempt_at")
  private @Nullable Instant nextAttemptAt;

  @Column(name = "claim_token")
  private @Nullable UUID claimToken;

  @Column(name = "processed_at")
  private @Nullable Instant processedAt;

  @Column(name = "waiting_since")
  private @Nullable Instant waitingSince;

  @Column(name = "last_error")
  private @Nullable String lastError;

  @SuppressWarnings("NullAway.Init")
  protected ReceivedEvent() {}

  /**
   * @param userUuid the Bridge user it is about, or null
   * @param bridgeItemId the item it is about, or null
   * @param dueAt when it is to be worked off
   */
  public ReceivedEvent(
      String bodyHash,
      String eventType,
      @Nullable UUID userUuid,
      @Nullable Long bridgeItemId,
      String body,
      Instant receivedAt,
      Instant dueAt) {
    this.id = UUID.randomUUID();
    this.lane = userUuid == null ? NOBODY : userUuid;
    this.bridgeItemId = bridgeItemId;
    this.bodyHash = Objects.requireNonNull(bodyHash, "bodyHash");
    this.eventType = Objects.requireNonNull(eventType, "eventType");
    this.body = Objects.requireNonNull(body, "body");
    this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
    this.nextAttemptAt = Objects.requireNonNull(dueAt, "dueAt");
  }

  /** Somebody works on it; if they die, it is due again when the lease ends. */
  public void claim(UUID token, Instant leaseEnd) {
    this.claimToken = token;
    this.nextAttemptAt = leaseEnd;
    this.attempts++;
  }

  /** Whose user it is about, once that is known. */
  public void belongsTo(UUID site) {
    this.siteId = Objects.requireNonNull(site, "site");
  }

  /** Whether the claim still holds. */
  public boolean claimedBy(UUID token) {
    return state == State.WAITING && token.equals(claimToken);
  }

  /** Whether somebody works on it now. */
  public boolean isClaimed(Instant now) {
    return claimToken != null && !isDue(now);
  }

  public boolean isDue(Instant now) {
    return nextAttemptAt != null && !nextAttemptAt.isAfter(now);
  }

  public void done(Instant now) {
    this.state = State.DONE;
    this.processedAt = now;
    this.nextAttemptAt = null;
    this.claimToken = null;
    this.lastError = null;
  }

  public void retry(Instant at, String error) {
    this.claimToken = null;
    this.nextAttemptAt = at;
    this.lastError = cut(error);
  }

  /** Bridge could not be asked yet: that was no attempt. */
  public void postpone(Instant at) {
    this.claimToken = null;
    this.nextAttemptAt = at;
    this.attempts--;
  }

  public void fail(Instant now, String error) {
    this.state = State.FAILED;
    this.processedAt = now;
    this.nextAttemptAt = null;
    this.claimToken = null;
    this.lastError = cut(error);
  }

  /** An operator wants it worked off again: attempts and their time start anew. */
  public void again(Instant now) {
    this.state = State.WAITING;
    this.attempts = 0;
    this.waitingSince = now;
    this.nextAttemptAt = now;
    this.processedAt = null;
    this.claimToken = null;
  }

  private static String cut(String text) {
    return text.length() <= 500 ? text : text.substring(0, 500);
  }

  public UUID id() {
    return id;
  }

  /** Bridge's id of the item it is about, known here or not; null: it is about none. */
  public @Nullable Long bridgeItemId() {
    return bridgeItemId;
  }

  /** Whose user it is about; null as long as nobody knows the user. */
  public @Nullable UUID siteId() {
    return siteId;
  }

  public String eventType() {
    return eventType;
  }

  public String body() {
    return body;
  }

  public State state() {
    return state;
  }

  public int attempts() {
    return attempts;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** Since it was received, or an operator last wanted it worked off again. */
  public Instant waitingSince() {
    return waitingSince == null ? receivedAt : waitingSince;
  }

  /** When it is taken up, or its claim ends; null unless it is waiting. */
  public @Nullable Instant nextAttemptAt() {
    return nextAttemptAt;
  }

  public @Nullable Instant processedAt() {
    return processedAt;
  }

  public @Nullable String lastError() {
    return lastError;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReceivedEvent that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

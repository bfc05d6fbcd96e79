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
@NamedQuery(
    name = ReceivedEvent.COUNT_BY_HASH,
    query = "select count(e) from ReceivedEvent e where e.bodyHash = :bodyHash")
@NamedQuery(
    name = ReceivedEvent.PURGE,
    query =
        "delete from ReceivedEvent e where e.processedAt < :before"
            + " and e.state = bankapi.event.entity.ReceivedEvent.State.DONE")
@NamedQuery(
    name = ReceivedEvent.IN_SPAN,
    query =
        "select e from ReceivedEvent e where e.receivedAt >= :from and e.receivedAt < :until"
            + " and e.state = :state order by e.receivedAt, e.id")
@NamedQuery(
    name = ReceivedEvent.IN_SPAN_OF_TYPE,
    query =
        "select e from ReceivedEvent e where e.receivedAt >= :from and e.receivedAt < :until"
            + " and e.state = :state and e.eventType = :type order by e.receivedAt, e.id")
@NamedQuery(
    name = ReceivedEvent.MENTIONING,
    query =
        "select e from ReceivedEvent e where e.receivedAt >= :from and e.receivedAt < :until"
            + " and e.body like :text order by e.receivedAt, e.id")
public class ReceivedEvent {

  public static final String IN_SPAN = "ReceivedEvent.inSpan";
  public static final String IN_SPAN_OF_TYPE = "ReceivedEvent.inSpanOfType";

  /** For the story of one connection: the span is short, so that few bodies are looked through. */
  public static final String MENTIONING = "ReceivedEvent.mentioning";

  public static final String PURGE = "ReceivedEvent.purge";
  public static final String COUNT_BY_HASH = "ReceivedEvent.countByHash";

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

  @Column(name = "last_error")
  private @Nullable String lastError;

  @SuppressWarnings("NullAway.Init")
  protected ReceivedEvent() {}

  public ReceivedEvent(String bodyHash, String eventType, String body, Instant receivedAt) {
    this.id = UUID.randomUUID();
    this.bodyHash = Objects.requireNonNull(bodyHash, "bodyHash");
    this.eventType = Objects.requireNonNull(eventType, "eventType");
    this.body = Objects.requireNonNull(body, "body");
    this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
    this.nextAttemptAt = receivedAt;
  }

  /** Somebody works on it; if they die, it is due again when the lease ends. */
  public void claim(UUID token, Instant leaseEnd) {
    this.claimToken = token;
    this.nextAttemptAt = leaseEnd;
    this.attempts++;
  }

  /** Whether the claim still holds. */
  public boolean claimedBy(UUID token) {
    return state == State.WAITING && token.equals(claimToken);
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

  public void fail(Instant now, String error) {
    this.state = State.FAILED;
    this.processedAt = now;
    this.nextAttemptAt = null;
    this.claimToken = null;
    this.lastError = cut(error);
  }

  /** An operator wants it worked off again: the count of attempts starts anew. */
  public void again(Instant now) {
    this.state = State.WAITING;
    this.attempts = 0;
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

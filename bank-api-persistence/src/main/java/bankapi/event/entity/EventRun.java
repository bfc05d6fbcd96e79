package bankapi.event.entity;

import bankapi.platform.entity.BulkRun;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A wish to work many of Bridge's webhooks off again, the oldest first. */
@Entity
@Table(name = "event_run")
public class EventRun extends BulkRun {

  /**
   * Which webhooks are meant: those that all of this applies to.
   *
   * @param siteId null: of all sites, and of none
   * @param itemId Bridge's id of the item they are about; null: whatever they are about
   * @param type null: all types
   * @param fromState DONE or FAILED
   * @param receivedFrom received at this time or later
   * @param receivedUntil received before this time; null: until now
   */
  public record Which(
      @Nullable UUID siteId,
      @Nullable Long itemId,
      @Nullable String type,
      ReceivedEvent.State fromState,
      Instant receivedFrom,
      @Nullable Instant receivedUntil) {

    /** The same where it says itself until when, else until this time. */
    public Which until(@Nullable Instant end) {
      return receivedUntil != null
          ? this
          : new Which(siteId, itemId, type, fromState, receivedFrom, end);
    }
  }

  @Column(name = "site_id")
  private @Nullable UUID siteId;

  @Column(name = "bridge_item_id")
  private @Nullable Long itemId;

  @Column(name = "event_type")
  private @Nullable String type;

  @Enumerated(EnumType.STRING)
  @Column(name = "from_state")
  private ReceivedEvent.State fromState;

  @Column(name = "received_from")
  private Instant receivedFrom;

  @Column(name = "received_until")
  private Instant receivedUntil;

  @Column(name = "reached_at")
  private Instant reachedAt;

  @Column(name = "reached_id")
  private UUID reachedId;

  @SuppressWarnings("NullAway.Init")
  protected EventRun() {}

  /**
   * @param requestedBy whose key it is, at most 200 characters
   * @param idempotencyKey at most 100 characters
   * @param which with the time until when they were received
   * @param wanted how many are meant
   */
  public EventRun(
      String requestedBy, String idempotencyKey, Which which, long wanted, Instant now) {
    super(requestedBy, idempotencyKey, wanted, now);
    this.siteId = which.siteId();
    this.itemId = which.itemId();
    this.type = which.type();
    this.fromState = which.fromState();
    this.receivedFrom = which.receivedFrom();
    this.receivedUntil = Objects.requireNonNull(which.receivedUntil(), "receivedUntil");
    this.reachedAt = which.receivedFrom();
    this.reachedId = ReceivedEvent.NOBODY;
  }

  /** It is done with so many more; all up to this one have been looked at. */
  public void advance(ReceivedEvent last, long more) {
    reachedAt = last.receivedAt();
    reachedId = last.id();
    add(more);
  }

  public Which which() {
    return new Which(siteId, itemId, type, fromState, receivedFrom, receivedUntil);
  }

  /** All that are meant and were received before this time have been looked at, */
  public Instant reachedAt() {
    return reachedAt;
  }

  /** and of those of this time all up to this id. */
  public UUID reachedId() {
    return reachedId;
  }
}

package bankapi.delivery.entity;

import bankapi.platform.entity.BulkRun;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to do the same with many deliveries, in the order of their ids, which is that of their
 * age.
 */
@Entity
@Table(name = "delivery_replay")
@AttributeOverride(name = "done", column = @Column(name = "replayed"))
public class DeliveryRun extends BulkRun {

  /** What is done with each of them. */
  public enum Action {
    REPLAY,
    CANCEL
  }

  /**
   * Which deliveries are meant: those that all of this applies to.
   *
   * @param siteId null: of all sites
   * @param targetId the {@link WebhookTarget} they go to; null: to all addresses
   * @param itemId Bridge's id of the item they are about; null: whatever they are about
   * @param event null: all events
   * @param fromState null: all that the action is for
   * @param heldOnly only those whose address is not sent to
   * @param createdFrom created at this time or later; null: from the first
   * @param createdUntil created before this time; null: until now
   */
  public record Which(
      @Nullable UUID siteId,
      @Nullable UUID targetId,
      @Nullable Long itemId,
      @Nullable String event,
      Delivery.@Nullable State fromState,
      boolean heldOnly,
      @Nullable Instant createdFrom,
      @Nullable Instant createdUntil) {

    /** The same where it says itself until when, else until this time. */
    public Which until(@Nullable Instant end) {
      return createdUntil != null
          ? this
          : new Which(siteId, targetId, itemId, event, fromState, heldOnly, createdFrom, end);
    }
  }

  @Enumerated(EnumType.STRING)
  @Column(name = "action")
  private Action action;

  @Column(name = "site_id")
  private @Nullable UUID siteId;

  @Column(name = "target_id")
  private @Nullable UUID targetId;

  @Column(name = "bridge_item_id")
  private @Nullable Long itemId;

  @Column(name = "event")
  private @Nullable String event;

  @Enumerated(EnumType.STRING)
  @Column(name = "from_state")
  private Delivery.@Nullable State fromState;

  @Column(name = "held_only")
  private boolean heldOnly;

  @Column(name = "created_from")
  private @Nullable Instant createdFrom;

  @Column(name = "created_until")
  private Instant createdUntil;

  @Column(name = "reached")
  private UUID reached;

  @SuppressWarnings("NullAway.Init")
  protected DeliveryRun() {}

  /**
   * @param requestedBy whose key it is, at most 200 characters
   * @param idempotencyKey at most 100 characters
   * @param which with the time until when they were created
   * @param reached an id before all that may be meant
   * @param wanted how many are meant
   */
  public DeliveryRun(
      Action action,
      String requestedBy,
      String idempotencyKey,
      Which which,
      UUID reached,
      long wanted,
      Instant now) {
    super(requestedBy, idempotencyKey, wanted, now);
    this.action = Objects.requireNonNull(action, "action");
    this.siteId = which.siteId();
    this.targetId = which.targetId();
    this.itemId = which.itemId();
    this.event = which.event();
    this.fromState = which.fromState();
    this.heldOnly = which.heldOnly();
    this.createdFrom = which.createdFrom();
    this.createdUntil = Objects.requireNonNull(which.createdUntil(), "createdUntil");
    this.reached = Objects.requireNonNull(reached, "reached");
  }

  /** It is done with so many more; all up to this id have been looked at. */
  public void advance(UUID to, long more) {
    reached = Objects.requireNonNull(to, "to");
    add(more);
  }

  public Action action() {
    return action;
  }

  public Which which() {
    return new Which(
        siteId, targetId, itemId, event, fromState, heldOnly, createdFrom, createdUntil);
  }

  public UUID reached() {
    return reached;
  }
}

package bankapi.delivery.entity;

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
 * A wish to do the same with many deliveries. It is worked off in the order of their ids, which is
 * that of their age, and remembers how far it has come; so it goes on where it was when a node
 * dies. No {@code @Version}: whoever works on it holds the row's lock.
 */
@Entity
@Table(name = "delivery_replay")
@NamedQuery(
    name = DeliveryRun.BY_KEY,
    query =
        "select r from DeliveryRun r where r.requestedBy = :requestedBy"
            + " and r.idempotencyKey = :idempotencyKey")
@NamedQuery(
    name = DeliveryRun.UNFINISHED,
    query =
        "select r.id from DeliveryRun r where r.finishedAt is null"
            + " and not exists (select o.id from DeliveryRun o where o.finishedAt is null"
            + " and o.requestedBy = r.requestedBy and (o.requestedAt < r.requestedAt"
            + " or (o.requestedAt = r.requestedAt and o.id < r.id)))"
            + " order by r.requestedAt, r.id")
@NamedQuery(
    name = DeliveryRun.PURGE,
    query = "delete from DeliveryRun r where r.finishedAt < :before")
public class DeliveryRun {

  public static final String BY_KEY = "DeliveryRun.byKey";
  public static final String UNFINISHED = "DeliveryRun.unfinished";
  public static final String PURGE = "DeliveryRun.purge";

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

  @Id
  @Column(name = "id")
  private UUID id;

  @Enumerated(EnumType.STRING)
  @Column(name = "action")
  private Action action;

  @Column(name = "requested_by")
  private String requestedBy;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

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

  @Column(name = "wanted")
  private @Nullable Long wanted;

  @Column(name = "replayed")
  private long done;

  @Column(name = "requested_at")
  private Instant requestedAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Column(name = "cancelled_at")
  private @Nullable Instant cancelledAt;

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
    this.id = UUID.randomUUID();
    this.action = Objects.requireNonNull(action, "action");
    this.requestedBy = Texts.filled(requestedBy, "requestedBy", 200);
    this.idempotencyKey = Texts.filled(idempotencyKey, "idempotencyKey", 100);
    this.siteId = which.siteId();
    this.targetId = which.targetId();
    this.itemId = which.itemId();
    this.event = which.event();
    this.fromState = which.fromState();
    this.heldOnly = which.heldOnly();
    this.createdFrom = which.createdFrom();
    this.createdUntil = Objects.requireNonNull(which.createdUntil(), "createdUntil");
    this.reached = Objects.requireNonNull(reached, "reached");
    this.wanted = wanted;
    this.requestedAt = Objects.requireNonNull(now, "now");
  }

  /** It is done with so many more; all up to this id have been looked at. */
  public void advance(UUID to, long more) {
    reached = Objects.requireNonNull(to, "to");
    done += more;
  }

  public void finish(Instant now) {
    finishedAt = Objects.requireNonNull(now, "now");
  }

  /** Stops where it is; what was done stays so. */
  public void cancel(Instant now) {
    cancelledAt = Objects.requireNonNull(now, "now");
    finish(now);
  }

  public UUID id() {
    return id;
  }

  public Action action() {
    return action;
  }

  public String requestedBy() {
    return requestedBy;
  }

  public Which which() {
    return new Which(
        siteId, targetId, itemId, event, fromState, heldOnly, createdFrom, createdUntil);
  }

  public UUID reached() {
    return reached;
  }

  /** How many were meant when it was asked for; null where a version before this wrote it. */
  public @Nullable Long wanted() {
    return wanted;
  }

  /** With how many it is done so far. */
  public long done() {
    return done;
  }

  public Instant requestedAt() {
    return requestedAt;
  }

  /** When it was over, also where it was cancelled; null while it goes on. */
  public @Nullable Instant finishedAt() {
    return finishedAt;
  }

  public @Nullable Instant cancelledAt() {
    return cancelledAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeliveryRun that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

package bankapi.platform.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to do the same with many rows. It is worked off in an order of theirs and remembers how
 * far it has come; so it goes on where it was when a node dies. No {@code @Version}: whoever works
 * on it holds the row's lock.
 */
@MappedSuperclass
public abstract class BulkRun {

  private static final int LONGEST_REQUESTER = 200;
  private static final int LONGEST_KEY = 100;

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "requested_by")
  private String requestedBy;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Column(name = "wanted")
  private @Nullable Long wanted;

  @Column(name = "done")
  private long done;

  @Column(name = "requested_at")
  private Instant requestedAt;

  @Column(name = "finished_at")
  private @Nullable Instant finishedAt;

  @Column(name = "cancelled_at")
  private @Nullable Instant cancelledAt;

  @SuppressWarnings("NullAway.Init")
  protected BulkRun() {}

  /**
   * @param requestedBy whose key it is, at most 200 characters
   * @param idempotencyKey at most 100 characters
   * @param wanted how many are meant
   */
  protected BulkRun(String requestedBy, String idempotencyKey, long wanted, Instant now) {
    this.id = UUID.randomUUID();
    this.requestedBy = Texts.filled(requestedBy, "requestedBy", LONGEST_REQUESTER);
    this.idempotencyKey = Texts.filled(idempotencyKey, "idempotencyKey", LONGEST_KEY);
    this.wanted = wanted;
    this.requestedAt = Objects.requireNonNull(now, "now");
  }

  /** It is done with so many more. */
  protected final void add(long more) {
    done += more;
  }

  public final void finish(Instant now) {
    finishedAt = Objects.requireNonNull(now, "now");
  }

  /** Stops where it is; what was done stays so. */
  public final void cancel(Instant now) {
    cancelledAt = Objects.requireNonNull(now, "now");
    finish(now);
  }

  public final UUID id() {
    return id;
  }

  public final String requestedBy() {
    return requestedBy;
  }

  /** How many were meant when it was asked for; null where an older version wrote it. */
  public final @Nullable Long wanted() {
    return wanted;
  }

  /** With how many it is done so far. */
  public final long done() {
    return done;
  }

  public final Instant requestedAt() {
    return requestedAt;
  }

  /** When it was over, also where it was cancelled; null while it goes on. */
  public final @Nullable Instant finishedAt() {
    return finishedAt;
  }

  public final @Nullable Instant cancelledAt() {
    return cancelledAt;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof BulkRun that && id.equals(that.id);
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }
}

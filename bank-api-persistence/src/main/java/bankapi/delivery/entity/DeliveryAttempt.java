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
 * What one attempt to deliver came to, as its operator needs to see it: no header value, and of the
 * answer's body only the beginning. Written once, removed with its delivery.
 */
@Entity
@Table(name = "delivery_attempt")
@NamedQuery(
    name = DeliveryAttempt.OF_DELIVERY,
    query =
        "select a from DeliveryAttempt a where a.deliveryId = :deliveryId order by a.attemptedAt,"
            + " a.id")
public class DeliveryAttempt {

  public static final String OF_DELIVERY = "DeliveryAttempt.ofDelivery";

  /** What the attempt made of the delivery. */
  public enum Outcome {
    DELIVERED,
    RETRY,
    DEAD
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "delivery_id")
  private UUID deliveryId;

  @Column(name = "site_id")
  private UUID siteId;

  @Column(name = "attempted_at")
  private Instant attemptedAt;

  @Column(name = "duration_ms")
  private long durationMs;

  @Enumerated(EnumType.STRING)
  @Column(name = "outcome")
  private Outcome outcome;

  @Column(name = "status")
  private @Nullable Integer status;

  @Column(name = "error")
  private @Nullable String error;

  @Column(name = "excerpt")
  private @Nullable String excerpt;

  @SuppressWarnings("NullAway.Init")
  protected DeliveryAttempt() {}

  /**
   * @param siteId the site of the delivery
   * @param status the HTTP status; null when there was no answer
   * @param error why it failed, in a few words; cut to 500 characters
   * @param excerpt the beginning of the answer's body; cut to 1,024 characters
   */
  public DeliveryAttempt(
      UUID deliveryId,
      UUID siteId,
      Instant attemptedAt,
      Duration took,
      Outcome outcome,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable String excerpt) {
    this.id = UUID.randomUUID();
    this.deliveryId = Objects.requireNonNull(deliveryId, "deliveryId");
    this.siteId = Objects.requireNonNull(siteId, "siteId");
    this.attemptedAt = Objects.requireNonNull(attemptedAt, "attemptedAt");
    this.durationMs = took.toMillis();
    this.outcome = Objects.requireNonNull(outcome, "outcome");
    this.status = status;
    this.error = Texts.cut(error, 500);
    this.excerpt = Texts.cut(excerpt, 1024);
  }

  public UUID id() {
    return id;
  }

  public UUID deliveryId() {
    return deliveryId;
  }

  public Instant attemptedAt() {
    return attemptedAt;
  }

  public long durationMs() {
    return durationMs;
  }

  public Outcome outcome() {
    return outcome;
  }

  public @Nullable Integer status() {
    return status;
  }

  public @Nullable String error() {
    return error;
  }

  public @Nullable String excerpt() {
    return excerpt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeliveryAttempt that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

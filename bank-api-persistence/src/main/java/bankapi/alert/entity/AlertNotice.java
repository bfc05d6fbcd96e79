package bankapi.alert.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one channel was told of one alert. Always how it stands now is told: what a channel could
 * not be told in time is not made up for.
 */
@Entity
@Table(name = "alert_notice")
@NamedQuery(
    name = AlertNotice.OF_ALERTS,
    query = "select n from AlertNotice n where n.alertId in :alertIds order by n.channel")
@NamedQuery(
    name = AlertNotice.CHANNELS,
    query = "select n.channel from AlertNotice n where n.alertId = :alertId")
@NamedQuery(
    name = AlertNotice.TELL,
    query =
        "update AlertNotice n set n.dueAt = :now, n.nextAttemptAt = :now, n.attempts = 0"
            + " where n.alertId = :alertId")
@NamedQuery(
    name = AlertNotice.DELETE_ENDED,
    query =
        "delete from AlertNotice n where n.alertId in"
            + " (select a.id from Alert a where a.endedAt < :before)")
public class AlertNotice {

  public static final String OF_ALERTS = "AlertNotice.ofAlerts";

  /** Those that hear of an alert. */
  public static final String CHANNELS = "AlertNotice.channels";

  /** There is something new to tell of an alert. */
  public static final String TELL = "AlertNotice.tell";

  public static final String DELETE_ENDED = "AlertNotice.deleteEnded";

  private static final int LONGEST_ERROR = 500;

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "alert_id")
  private UUID alertId;

  @Column(name = "channel")
  private String channel;

  @Column(name = "told_at")
  private @Nullable Instant toldAt;

  @Column(name = "due_at")
  private @Nullable Instant dueAt;

  @Column(name = "next_attempt_at")
  private @Nullable Instant nextAttemptAt;

  @Column(name = "attempts")
  private int attempts;

  @Column(name = "claim_token")
  private @Nullable UUID claimToken;

  @Column(name = "lease_until")
  private @Nullable Instant leaseUntil;

  @Column(name = "last_error")
  private @Nullable String lastError;

  @SuppressWarnings("NullAway.Init")
  protected AlertNotice() {}

  /** To be told now. */
  public AlertNotice(UUID alertId, String channel, Instant now) {
    this.id = UUID.randomUUID();
    this.alertId = Objects.requireNonNull(alertId, "alertId");
    this.channel = Objects.requireNonNull(channel, "channel");
    this.dueAt = Objects.requireNonNull(now, "now");
    this.nextAttemptAt = now;
  }

  public void claim(UUID token, Instant until) {
    claimToken = token;
    leaseUntil = until;
  }

  public boolean heldBy(UUID token) {
    return token.equals(claimToken);
  }

  /**
   * It was told.
   *
   * @param more whether there is something newer to tell
   */
  public void told(boolean more, Instant now) {
    release();
    toldAt = now;
    lastError = null;
    attempts = 0;
    nextAttemptAt = more ? now : null;
  }

  /**
   * It could not be told.
   *
   * @param next when it is tried again; null: given up
   */
  public void failed(String error, @Nullable Instant next) {
    release();
    attempts++;
    lastError = error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
    nextAttemptAt = next;
  }

  private void release() {
    claimToken = null;
    leaseUntil = null;
  }

  public UUID id() {
    return id;
  }

  public UUID alertId() {
    return alertId;
  }

  public String channel() {
    return channel;
  }

  public @Nullable Instant toldAt() {
    return toldAt;
  }

  /** Since when there is something to tell. */
  public @Nullable Instant dueAt() {
    return dueAt;
  }

  /** Null: there is nothing to tell, or it was given up. */
  public @Nullable Instant nextAttemptAt() {
    return nextAttemptAt;
  }

  /** Made in vain since there is something to tell. */
  public int attempts() {
    return attempts;
  }

  public @Nullable String lastError() {
    return lastError;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlertNotice that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

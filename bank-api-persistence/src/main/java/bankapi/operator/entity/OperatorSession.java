package bankapi.operator.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One operator at one browser. In the database, so that every node knows it; of the cookie only the
 * hash. No {@code @Version}: two requests at once write nearly the same time.
 */
@Entity
@Table(name = "operator_session")
@NamedQuery(
    name = OperatorSession.BY_TOKEN,
    query = "select s from OperatorSession s where s.tokenHash = :tokenHash")
@NamedQuery(
    name = OperatorSession.END,
    query = "delete from OperatorSession s where lower(trim(s.operator)) = :operator")
@NamedQuery(
    name = OperatorSession.PURGE,
    query = "delete from OperatorSession s where s.endsAt < :now or s.seenAt < :idleSince")
public class OperatorSession {

  public static final String BY_TOKEN = "OperatorSession.byToken";
  public static final String END = "OperatorSession.end";
  public static final String PURGE = "OperatorSession.purge";

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "operator")
  private String operator;

  @Column(name = "opened_at")
  private Instant openedAt;

  @Column(name = "seen_at")
  private Instant seenAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  @SuppressWarnings("NullAway.Init")
  protected OperatorSession() {}

  /**
   * @param tokenHash SHA-256 of the cookie's value
   * @param operator the name in the server's realm
   * @param endsAt when it ends however busy it is
   */
  public OperatorSession(String tokenHash, String operator, Instant openedAt, Instant endsAt) {
    this.id = UUID.randomUUID();
    this.tokenHash = Objects.requireNonNull(tokenHash, "tokenHash");
    this.operator = Objects.requireNonNull(operator, "operator");
    this.openedAt = Objects.requireNonNull(openedAt, "openedAt");
    this.seenAt = openedAt;
    this.endsAt = Objects.requireNonNull(endsAt, "endsAt");
  }

  public void seen(Instant now) {
    this.seenAt = now;
  }

  /** When it ends unless it is used again. */
  public Instant expiry(Duration idle) {
    Instant idleEnd = seenAt.plus(idle);
    return idleEnd.isBefore(endsAt) ? idleEnd : endsAt;
  }

  public UUID id() {
    return id;
  }

  public String operator() {
    return operator;
  }

  public Instant seenAt() {
    return seenAt;
  }

  public Instant endsAt() {
    return endsAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OperatorSession that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

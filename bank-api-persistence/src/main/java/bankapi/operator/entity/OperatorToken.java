package bankapi.operator.entity;

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
 * A personal token with which an operator's scripts call the admin API; of the token only the hash.
 * A revoked or expired one keeps its row: the audit names it.
 */
@Entity
@Table(name = "operator_token")
@NamedQuery(
    name = OperatorToken.BY_TOKEN,
    query = "select t from OperatorToken t where t.tokenHash = :tokenHash")
@NamedQuery(
    name = OperatorToken.REVOKE,
    query =
        "update OperatorToken t set t.revokedAt = :now"
            + " where lower(trim(t.operator)) = :operator and t.revokedAt is null and t.expiresAt > :now")
public class OperatorToken {

  public static final String BY_TOKEN = "OperatorToken.byToken";
  public static final String REVOKE = "OperatorToken.revoke";

  /** What a token is good for. */
  public enum Scope {
    /** Looking only. */
    READ,
    /** Everything but issuing tokens. */
    WRITE
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "token_hash")
  private String tokenHash;

  @Column(name = "operator")
  private String operator;

  @Column(name = "name")
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "scope")
  private Scope scope;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "used_at")
  private @Nullable Instant usedAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @SuppressWarnings("NullAway.Init")
  protected OperatorToken() {}

  /**
   * @param operator whose it is, by the name in the server's realm
   * @param name what it is for, in the operator's words
   */
  public OperatorToken(
      String tokenHash,
      String operator,
      String name,
      Scope scope,
      Instant createdAt,
      Instant expiresAt) {
    this.id = UUID.randomUUID();
    this.tokenHash = Objects.requireNonNull(tokenHash, "tokenHash");
    this.operator = Objects.requireNonNull(operator, "operator");
    this.name = Objects.requireNonNull(name, "name");
    this.scope = Objects.requireNonNull(scope, "scope");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
    this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Whether it opens anything now. */
  public boolean valid(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  public void used(Instant now) {
    this.usedAt = now;
  }

  /**
   * @return whether that was news
   */
  public boolean revoke(Instant now) {
    if (revokedAt != null) {
      return false;
    }
    this.revokedAt = now;
    return true;
  }

  public UUID id() {
    return id;
  }

  public String operator() {
    return operator;
  }

  public String name() {
    return name;
  }

  public Scope scope() {
    return scope;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public @Nullable Instant usedAt() {
    return usedAt;
  }

  public @Nullable Instant revokedAt() {
    return revokedAt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OperatorToken that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

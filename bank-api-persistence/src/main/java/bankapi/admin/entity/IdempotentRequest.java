package bankapi.admin.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that carried an {@code Idempotency-Key}, written in the transaction that did what it
 * asked. Never holds a secret: a repetition is answered with what was made, not with its secret.
 */
@Entity
@Table(name = "idempotent_request")
@NamedQuery(
    name = IdempotentRequest.PURGE,
    query = "delete from IdempotentRequest r where r.createdAt < :before")
public class IdempotentRequest {

  public static final String PURGE = "IdempotentRequest.purge";

  @Id
  @Column(name = "id")
  private String id;

  @Column(name = "content_hash")
  private String contentHash;

  @Column(name = "outcome")
  private String outcome = "";

  @Column(name = "created_at")
  private Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  protected IdempotentRequest() {}

  /**
   * @param id SHA-256 of operator and key
   * @param contentHash SHA-256 of what was asked
   */
  public IdempotentRequest(String id, String contentHash, Instant createdAt) {
    this.id = Objects.requireNonNull(id, "id");
    this.contentHash = Objects.requireNonNull(contentHash, "contentHash");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
  }

  /** What came of it, for repetitions: at most 500 characters. */
  public void done(String result) {
    this.outcome = result;
  }

  public String contentHash() {
    return contentHash;
  }

  public String outcome() {
    return outcome;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IdempotentRequest that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

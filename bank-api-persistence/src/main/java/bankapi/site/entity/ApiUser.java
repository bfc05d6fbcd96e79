package bankapi.site.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One customer's key and secret: the trust boundary. Whatever one API user owns, no other can
 * reach. It is switched off rather than deleted, so that a revoked key never comes back to life.
 */
@Entity
@Table(name = "api_user")
@NamedQuery(name = ApiUser.BY_KEY, query = "select u from ApiUser u where u.apiKey = :apiKey")
@NamedQuery(
    name = ApiUser.COUNT_ACTIVE,
    query = "select count(u) from ApiUser u where u.active = true")
@NamedQuery(name = ApiUser.COUNT, query = "select count(u) from ApiUser u")
public class ApiUser {

  public static final String BY_KEY = "ApiUser.byKey";
  public static final String COUNT_ACTIVE = "ApiUser.countActive";
  public static final String COUNT = "ApiUser.count";

  /** What a link method answers: an object with the request id, or the bare URL. */
  public enum LinkAnswer {
    OBJECT,
    URL
  }

  /** What a list method answers: the list, or Bridge's wrapper around it. */
  public enum ListAnswer {
    LIST,
    RESOURCES
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "api_key")
  private String apiKey;

  @Column(name = "secret_hash")
  private String secretHash;

  @Column(name = "previous_secret_hash")
  private @Nullable String previousSecretHash;

  @Column(name = "previous_secret_until")
  private @Nullable Instant previousSecretUntil;

  @Column(name = "older_secret_hash")
  private @Nullable String olderSecretHash;

  @Column(name = "older_secret_until")
  private @Nullable Instant olderSecretUntil;

  @Column(name = "email")
  private String email;

  @Enumerated(EnumType.STRING)
  @Column(name = "link_answer")
  private LinkAnswer linkAnswer = LinkAnswer.OBJECT;

  @Enumerated(EnumType.STRING)
  @Column(name = "list_answer")
  private ListAnswer listAnswer = ListAnswer.LIST;

  @Column(name = "may_register")
  private boolean mayRegister = true;

  @Column(name = "multi_site")
  private boolean multiSite;

  @Column(name = "active")
  private boolean active = true;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version
  @Column(name = "version")
  private long version;

  @SuppressWarnings("NullAway.Init")
  protected ApiUser() {}

  /**
   * @param secretHash lower-case hexadecimal SHA-256 of the secret
   * @param email the contact address, used where Bridge demands one and nobody gave another
   */
  public ApiUser(String apiKey, String secretHash, String email, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
    this.secretHash = Objects.requireNonNull(secretHash, "secretHash");
    this.email = Objects.requireNonNull(email, "email");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
  }

  /**
   * The old secret goes on working beside the new one until the given time. Where an earlier one
   * still does, so does that, until its own end, but no longer than the old one: whoever rotates
   * again, because an answer was lost, still uses it. Of three former ones that in the middle ends.
   */
  public void rotateSecret(String newSecretHash, Instant previousUntil, Instant now) {
    if (olderSecretHash(now) == null) {
      this.olderSecretHash = previousSecretHash(now);
      this.olderSecretUntil = previousSecretUntil(now);
    }
    if (olderSecretUntil != null && previousUntil.isBefore(olderSecretUntil)) {
      this.olderSecretUntil = previousUntil;
    }
    this.previousSecretHash = secretHash;
    this.previousSecretUntil = previousUntil;
    this.secretHash = newSecretHash;
  }

  public void prefer(LinkAnswer link, ListAnswer list) {
    this.linkAnswer = link;
    this.listAnswer = list;
  }

  public void allow(boolean register, boolean severalSites) {
    this.mayRegister = register;
    this.multiSite = severalSites;
  }

  /** Whom Bridge and operators may write to. */
  public void contact(String address) {
    this.email = Objects.requireNonNull(address, "address");
  }

  public void revoke() {
    this.active = false;
  }

  public void activate() {
    this.active = true;
  }

  public UUID id() {
    return id;
  }

  public String apiKey() {
    return apiKey;
  }

  public String secretHash() {
    return secretHash;
  }

  /** The former secret's hash while it still counts. */
  public @Nullable String previousSecretHash(Instant now) {
    return previousSecretUntil != null && now.isBefore(previousSecretUntil)
        ? previousSecretHash
        : null;
  }

  /** The hash of the secret before the former one while it still counts. */
  public @Nullable String olderSecretHash(Instant now) {
    return olderSecretUntil != null && now.isBefore(olderSecretUntil) ? olderSecretHash : null;
  }

  /** Until when the former secret counts; null where it does not. */
  public @Nullable Instant previousSecretUntil(Instant now) {
    return previousSecretHash(now) == null ? null : previousSecretUntil;
  }

  public String email() {
    return email;
  }

  public LinkAnswer linkAnswer() {
    return linkAnswer;
  }

  public ListAnswer listAnswer() {
    return listAnswer;
  }

  public boolean mayRegister() {
    return mayRegister;
  }

  public boolean multiSite() {
    return multiSite;
  }

  public boolean active() {
    return active;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public long version() {
    return version;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiUser that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

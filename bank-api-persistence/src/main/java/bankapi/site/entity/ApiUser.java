package bankapi.site.entity;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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

  @Embedded
  @AttributeOverride(name = "newest", column = @Column(name = "secret_hash"))
  @AttributeOverride(name = "previous", column = @Column(name = "previous_secret_hash"))
  @AttributeOverride(name = "previousUntil", column = @Column(name = "previous_secret_until"))
  @AttributeOverride(name = "older", column = @Column(name = "older_secret_hash"))
  @AttributeOverride(name = "olderUntil", column = @Column(name = "older_secret_until"))
  private RotatingSecret secretHash;

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
    this.secretHash = new RotatingSecret(secretHash);
    this.email = Objects.requireNonNull(email, "email");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
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

  /** Lower-case hexadecimal SHA-256. */
  public RotatingSecret secretHash() {
    return secretHash;
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

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
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One installation of a Bank app. Its key is unique per API user only: two customers may both call
 * theirs {@code erp}. The hosts that links may lead to are pinned when it is created.
 */
@Entity
@Table(name = "site")
@NamedQuery(name = Site.BY_IDS, query = "select s from Site s where s.id in :ids")
@NamedQuery(
    name = Site.OF_API_USER,
    query = "select s from Site s where s.apiUserId = :apiUserId order by s.createdAt")
@NamedQuery(
    name = Site.COUNT_ACTIVE,
    query = "select count(s) from Site s where s.state = bankapi.site.entity.Site.State.ACTIVE")
@NamedQuery(
    name = Site.SECRETS,
    query = "select s.webhookSecret.newest from Site s order by s.createdAt desc, s.id")
@NamedQuery(
    name = Site.SECRET_OF_ANOTHER_KEY,
    query =
        "select s.id from Site s where locate(:prefix, s.webhookSecret.newest) <> 1"
            + " or locate(:prefix, s.webhookSecret.previous) <> 1"
            + " or locate(:prefix, s.webhookSecret.older) <> 1")
@NamedQuery(
    name = Site.BY_KEY,
    query = "select s from Site s where s.apiUserId = :apiUserId and s.siteKey = :siteKey")
public class Site {

  public static final String BY_IDS = "Site.byIds";
  public static final String OF_API_USER = "Site.ofApiUser";
  public static final String COUNT_ACTIVE = "Site.countActive";
  public static final String BY_KEY = "Site.byKey";
  public static final String SECRETS = "Site.secrets";
  public static final String SECRET_OF_ANOTHER_KEY = "Site.secretOfAnotherKey";

  /** ACTIVE ⇄ SUSPENDED, by an operator. */
  public enum State {
    ACTIVE,
    SUSPENDED
  }

  @Id
  @Column(name = "id")
  private UUID id;

  @Column(name = "api_user_id")
  private UUID apiUserId;

  @Column(name = "site_key")
  private String siteKey;

  @Column(name = "base_url")
  private String baseUrl;

  @Column(name = "allowed_hosts")
  private String allowedHosts;

  @Column(name = "default_webhook_url")
  private @Nullable String defaultWebhookUrl;

  @Embedded
  @AttributeOverride(name = "newest", column = @Column(name = "webhook_secret"))
  @AttributeOverride(name = "previous", column = @Column(name = "previous_webhook_secret"))
  @AttributeOverride(
      name = "previousUntil",
      column = @Column(name = "previous_webhook_secret_until"))
  @AttributeOverride(name = "older", column = @Column(name = "older_webhook_secret"))
  @AttributeOverride(name = "olderUntil", column = @Column(name = "older_webhook_secret_until"))
  private RotatingSecret webhookSecret;

  @Column(name = "email")
  private @Nullable String email;

  @Column(name = "locale")
  private String locale;

  @Column(name = "time_zone")
  private String timeZone;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private State state = State.ACTIVE;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version
  @Column(name = "version")
  private long version;

  @SuppressWarnings("NullAway.Init")
  protected Site() {}

  /**
   * @param hosts {@code host} or {@code host:port}, lower case, that links and webhooks may lead to
   * @param webhookSecret encrypted
   * @param locale {@code fr} or {@code en}
   * @param timeZone an IANA zone, in which the site's zone-less times are read
   */
  public Site(
      UUID apiUserId,
      String siteKey,
      String baseUrl,
      Collection<String> hosts,
      String webhookSecret,
      String locale,
      String timeZone,
      Instant createdAt) {
    this.id = UUID.randomUUID();
    this.apiUserId = Objects.requireNonNull(apiUserId, "apiUserId");
    this.siteKey = Objects.requireNonNull(siteKey, "siteKey");
    this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
    this.allowedHosts = String.join(" ", hosts);
    this.webhookSecret = new RotatingSecret(webhookSecret);
    this.locale = Objects.requireNonNull(locale, "locale");
    this.timeZone = Objects.requireNonNull(timeZone, "timeZone");
    this.createdAt = Objects.requireNonNull(createdAt, "createdAt");
  }

  /** Where deliveries go that no request has named an address for. */
  public void rememberWebhookUrl(String url) {
    this.defaultWebhookUrl = url;
  }

  /** As {@link #rememberWebhookUrl}; null: nothing is delivered without an address of its own. */
  public void hearAt(@Nullable String url) {
    this.defaultWebhookUrl = url;
  }

  /** Its own address from now on. */
  public void move(String url) {
    this.baseUrl = Objects.requireNonNull(url, "url");
  }

  /** The hosts that links and webhooks may lead to from now on. */
  public void pin(Collection<String> hosts) {
    this.allowedHosts = String.join(" ", hosts);
  }

  /** Its address for what Bridge demands one for; null: the API user's. */
  public void contact(@Nullable String address) {
    this.email = address;
  }

  /**
   * @param language {@code fr} or {@code en}
   */
  public void speak(String language) {
    this.locale = Objects.requireNonNull(language, "language");
  }

  /**
   * @param zone an IANA zone, in which its zone-less times are read
   */
  public void live(String zone) {
    this.timeZone = Objects.requireNonNull(zone, "zone");
  }

  public void suspend() {
    this.state = State.SUSPENDED;
  }

  public void activate() {
    this.state = State.ACTIVE;
  }

  public UUID id() {
    return id;
  }

  public UUID apiUserId() {
    return apiUserId;
  }

  public String siteKey() {
    return siteKey;
  }

  public String baseUrl() {
    return baseUrl;
  }

  public Set<String> allowedHosts() {
    return new LinkedHashSet<>(Arrays.asList(allowedHosts.split(" ")));
  }

  public @Nullable String defaultWebhookUrl() {
    return defaultWebhookUrl;
  }

  /** Encrypted. */
  public RotatingSecret webhookSecret() {
    return webhookSecret;
  }

  public @Nullable String email() {
    return email;
  }

  public String locale() {
    return locale;
  }

  public String timeZone() {
    return timeZone;
  }

  public State state() {
    return state;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public long version() {
    return version;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Site that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}

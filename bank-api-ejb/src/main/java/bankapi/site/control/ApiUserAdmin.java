package bankapi.site.control;

import bankapi.admin.control.Idempotency;
import bankapi.admin.control.RequestKey;
import bankapi.platform.control.Audit;
import bankapi.platform.control.Current;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import bankapi.site.entity.ApiUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Store: what operators do with customers and their keys. Every change is audited. */
@Stateless
public class ApiUserAdmin {

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject RandomSecrets random;
  @Inject Audit audit;
  @Inject Idempotency idempotency;

  /** How long the former secret of an API user goes on counting beside the new one. */
  @Inject
  @ConfigProperty(name = "bankapi.site.api-secret-overlap", defaultValue = "PT24H")
  Duration overlap;

  /**
   * A customer and the secret it was given just now.
   *
   * @param secret shown this once; null in the answer to a repeated request
   */
  public record Keys(ApiUserView apiUser, @Nullable String secret) {}

  /** Key and secret are random. */
  public Keys create(CreateApiUser wish, String operator, RequestKey key) {
    Optional<String> earlier = idempotency.earlier(key);
    if (earlier.isPresent()) {
      return new Keys(find(UUID.fromString(earlier.get())), null);
    }
    String secret = random.hex();
    ApiUser user =
        new ApiUser(random.hex(), Hashes.sha256Hex(secret), wish.email(), clock.instant());
    prefer(user, wish.linkAnswer(), wish.listAnswer());
    allow(user, wish.mayRegister(), wish.multiSite());
    em.persist(user);
    audit.record(operator, "api-user.create", subject(user), wish.email());
    idempotency.done(key, user.id().toString());
    return new Keys(view(user), secret);
  }

  /**
   * The newest first.
   *
   * @param search a part of the e-mail, the key, or the key or address of one of its sites, in any
   *     case; null: any
   */
  public Page<ApiUserView> list(
      @Nullable String email,
      @Nullable String apiKey,
      @Nullable String search,
      @Nullable Boolean active,
      PageWish wish) {
    return new Listing<>(ApiUser.class, "createdAt")
        .where("lower(e.email) = :email", "email", lower(email))
        .where("e.apiKey = :apiKey", "apiKey", apiKey)
        .where(
            "lower(e.email) like :search escape '!' or lower(e.apiKey) like :search escape '!'"
                + " or e.id in (select s.apiUserId from Site s where"
                + " lower(s.siteKey) like :search escape '!'"
                + " or lower(s.baseUrl) like :search escape '!')",
            "search",
            Listing.containing(search))
        .where("e.active = :active", "active", active)
        .page(em, wish, ApiUser::createdAt, ApiUser::id, this::view);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public ApiUserView find(UUID id) {
    return Optional.ofNullable(em.find(ApiUser.class, id))
        .map(this::view)
        .orElseThrow(() -> GatewayException.notFound("API user", id));
  }

  /**
   * @param version which one is changed; null: any
   * @throws GatewayException NOT_FOUND, STALE
   */
  public ApiUserView change(
      UUID id, @Nullable Long version, ChangeApiUser change, String operator) {
    ApiUser user = current(id, version);
    if (change.email() != null) {
      user.contact(change.email());
    }
    prefer(user, change.linkAnswer(), change.listAnswer());
    allow(user, change.mayRegister(), change.multiSite());
    audit.record(operator, "api-user.change", subject(user), change.toString());
    return view(user);
  }

  /**
   * A new secret; the former one goes on counting for a while, and so does one from before a
   * rotation that is not over, until its own end at most.
   *
   * @param version which one is changed; null: any
   * @param wished how long; null: the setting; zero: a leaked secret ends now
   * @throws GatewayException NOT_FOUND, STALE, INVALID_ARGUMENT beyond 30 days
   */
  public Keys rotate(UUID id, @Nullable Long version, @Nullable Duration wished, String operator) {
    Duration time = wished == null ? overlap : wished;
    if (time.isNegative() || time.compareTo(LONGEST_OVERLAP) > 0) {
      throw GatewayException.invalid("overlap", "must be from PT0S to P30D");
    }
    ApiUser user = current(id, version);
    String secret = random.hex();
    Instant now = clock.instant();
    Instant until = now.plus(time);
    user.secretHash().rotate(Hashes.sha256Hex(secret), until, now);
    audit.record(operator, "api-user.rotate-secret", subject(user), "the former until " + until);
    return new Keys(view(user), secret);
  }

  /**
   * Its key opens nothing any more.
   *
   * @param version which one is revoked; null: any
   * @throws GatewayException NOT_FOUND, STALE
   */
  public ApiUserView revoke(UUID id, @Nullable Long version, String operator) {
    ApiUser user = current(id, version);
    user.revoke();
    audit.record(operator, "api-user.revoke", subject(user), null);
    return view(user);
  }

  /** Ends what {@link #revoke} began, in the same terms: its key counts again. */
  public ApiUserView activate(UUID id, @Nullable Long version, String operator) {
    ApiUser user = current(id, version);
    user.activate();
    audit.record(operator, "api-user.activate", subject(user), null);
    return view(user);
  }

  private ApiUser current(UUID id, @Nullable Long version) {
    return Current.locked(em, ApiUser.class, "API user", id, ApiUser::version, version);
  }

  /** Written first: the version that the next change has to name is made by that. */
  private ApiUserView view(ApiUser user) {
    em.flush();
    return ApiUserView.of(user, clock.instant());
  }

  private static void prefer(ApiUser user, @Nullable String link, @Nullable String list) {
    user.prefer(
        link == null
            ? user.linkAnswer()
            : ApiUser.LinkAnswer.valueOf(link.toUpperCase(Locale.ROOT)),
        list == null
            ? user.listAnswer()
            : ApiUser.ListAnswer.valueOf(list.toUpperCase(Locale.ROOT)));
  }

  private static void allow(ApiUser user, @Nullable Boolean register, @Nullable Boolean sites) {
    user.allow(
        register == null ? user.mayRegister() : register, sites == null ? user.multiSite() : sites);
  }

  private static String subject(ApiUser user) {
    return "api-user " + user.apiKey();
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}

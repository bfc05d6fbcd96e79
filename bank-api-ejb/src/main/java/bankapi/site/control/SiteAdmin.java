package bankapi.site.control;

import bankapi.admin.control.Idempotency;
import bankapi.admin.control.RequestKey;
import bankapi.platform.control.Audit;
import bankapi.platform.control.Choice;
import bankapi.platform.control.Current;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.SecretCipher;
import bankapi.site.entity.ApiUser;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Store: what operators do with sites. Every change is audited. */
@Stateless
public class SiteAdmin {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject SiteSettings settings;
  @Inject SecretCipher cipher;
  @Inject RandomSecrets random;
  @Inject Audit audit;
  @Inject Idempotency idempotency;

  @Inject
  @ConfigProperty(name = "bankapi.site.default-time-zone", defaultValue = "Europe/Paris")
  String defaultZone;

  @Inject
  @ConfigProperty(name = "bankapi.site.default-locale", defaultValue = "fr")
  String defaultLocale;

  /**
   * A site and the secret that signs its webhooks.
   *
   * @param webhookSecret null in the answer to a repeated request
   */
  public record Created(SiteDetails site, @Nullable String webhookSecret) {}

  /**
   * @throws GatewayException NOT_FOUND for the API user; CONFLICT where it has a site of this name,
   *     or one already and may not have several; INVALID_ARGUMENT
   */
  public Created create(CreateSite wish, String operator, RequestKey key) {
    Optional<String> earlier = idempotency.earlier(key);
    if (earlier.isPresent()) {
      return new Created(find(UUID.fromString(earlier.get())), null);
    }
    ApiUser user = em.find(ApiUser.class, wish.apiUserId(), LockModeType.PESSIMISTIC_WRITE);
    if (user == null) {
      throw GatewayException.notFound("API user", wish.apiUserId());
    }
    mayHave(user, wish.siteKey());
    Set<String> hosts = settings.hosts(wish.allowedHosts());
    hosts.add(settings.host("base_url", wish.baseUrl()));
    String webhookUrl = SiteSettings.filled(wish.webhookUrl());
    if (webhookUrl != null) {
      hosts.add(settings.host("webhook_url", webhookUrl));
    }
    String secret = random.webhookSecret();
    Site site =
        new Site(
            user.id(),
            wish.siteKey(),
            wish.baseUrl(),
            hosts,
            cipher.encrypt(secret),
            wish.locale() == null ? defaultLocale : wish.locale(),
            wish.timeZone() == null ? defaultZone : SiteSettings.zone(wish.timeZone()),
            clock.instant());
    site.hearAt(webhookUrl);
    site.contact(SiteSettings.filled(wish.email()));
    em.persist(site);
    audit.record(operator, "site.create", subject(site), site.id(), site.baseUrl());
    idempotency.done(key, site.id().toString());
    return new Created(view(site), secret);
  }

  /**
   * The newest first.
   *
   * @param search a part of the key, the address, or the e-mail of the site or its customer, in any
   *     case; null: any
   * @param state {@code active} or {@code suspended}; null: any
   * @throws GatewayException INVALID_ARGUMENT for another state
   */
  public Page<SiteDetails> list(
      @Nullable UUID apiUserId,
      @Nullable String siteKey,
      @Nullable String search,
      @Nullable String state,
      PageWish wish) {
    return new Listing<>(Site.class, "createdAt")
        .where("e.apiUserId = :apiUserId", "apiUserId", apiUserId)
        .where("e.siteKey = :siteKey", "siteKey", siteKey)
        .where(
            "lower(e.siteKey) like :search escape '!' or lower(e.baseUrl) like :search escape '!'"
                + " or lower(e.email) like :search escape '!' or e.apiUserId in"
                + " (select u.id from ApiUser u where lower(u.email) like :search escape '!')",
            "search",
            Listing.containing(search))
        .where("e.state = :state", "state", Choice.of("state", Site.State.class, state))
        .page(em, wish, Site::createdAt, Site::id, this::view);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public SiteDetails find(UUID id) {
    return Optional.ofNullable(em.find(Site.class, id))
        .map(this::view)
        .orElseThrow(() -> GatewayException.notFound("Site", id));
  }

  /**
   * @param version which one is changed; null: any
   * @throws GatewayException NOT_FOUND, STALE; INVALID_ARGUMENT, also where the site's own
   *     addresses would not lie on its hosts any more
   */
  public SiteDetails change(UUID id, @Nullable Long version, ChangeSite change, String operator) {
    Site site = current(id, version);
    settings.apply(change, site);
    audit.record(operator, "site.change", subject(site), id, change.toString());
    return view(site);
  }

  /**
   * None of its calls is answered until it is activated again. What Bridge says of its items is
   * still noted and delivered.
   *
   * @param version which one is suspended; null: any
   * @throws GatewayException NOT_FOUND, STALE
   */
  public SiteDetails suspend(UUID id, @Nullable Long version, String operator) {
    Site site = current(id, version);
    site.suspend();
    audit.record(operator, "site.suspend", subject(site), id, null);
    return view(site);
  }

  /** Ends what {@link #suspend} began, in the same terms. */
  public SiteDetails activate(UUID id, @Nullable Long version, String operator) {
    Site site = current(id, version);
    site.activate();
    audit.record(operator, "site.activate", subject(site), id, null);
    return view(site);
  }

  private void mayHave(ApiUser user, String siteKey) {
    var sites =
        em.createNamedQuery(Site.OF_API_USER, Site.class)
            .setParameter("apiUserId", user.id())
            .getResultList();
    if (sites.stream().anyMatch(site -> site.siteKey().equals(siteKey))) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "This API user has a site " + siteKey + " already");
    }
    if (!sites.isEmpty() && !user.multiSite()) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "This API user has a site already; several need multi_site");
    }
  }

  private Site current(UUID id, @Nullable Long version) {
    return Current.locked(em, Site.class, "Site", id, Site::version, version);
  }

  /** Written first: the version that the next change has to name is made by that. */
  private SiteDetails view(Site site) {
    em.flush();
    return SiteDetails.of(site, clock.instant());
  }

  private static String subject(Site site) {
    return "site " + site.siteKey();
  }
}

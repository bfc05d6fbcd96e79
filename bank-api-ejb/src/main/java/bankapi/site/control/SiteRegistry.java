package bankapi.site.control;

import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.SecretCipher;
import bankapi.site.entity.ApiUser;
import bankapi.site.entity.BridgeUser;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Store: finds the site a link call comes from, or registers it where the API user may; finds or
 * writes down the Bridge user it means. Calls of one API user are taken one after the other, so
 * that two first calls at once make one site and one user.
 */
@Stateless
public class SiteRegistry {

  private static final int LONGEST_NAME = 140;
  private static final int LONGEST_BASE = 500;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Hosts hosts;
  @Inject SecretCipher cipher;
  @Inject RandomSecrets random;
  @Inject Audit audit;

  /** The zone in which a new site's zone-less times are read. */
  @Inject
  @ConfigProperty(name = "bankapi.site.default-time-zone", defaultValue = "Europe/Paris")
  String defaultZone;

  /** The language of a new site that names none: fr or en. */
  @Inject
  @ConfigProperty(name = "bankapi.site.default-locale", defaultValue = "fr")
  String defaultLocale;

  /** The site and its user, made where they did not exist. */
  public record Enrolled(SiteView site, BridgeUserView user) {}

  /**
   * @throws GatewayException INVALID_ARGUMENT for a URL outside the pinned hosts, FORBIDDEN where
   *     the API user may not register another site, AMBIGUOUS where it has several
   */
  public Enrolled enrol(ApiCaller caller, Registration registration) {
    em.find(ApiUser.class, caller.apiUserId(), LockModeType.PESSIMISTIC_WRITE);
    Site site = find(caller, registration).orElseGet(() -> register(caller, registration));
    if (site.state() != Site.State.ACTIVE) {
      throw new GatewayException(GatewayException.Code.FORBIDDEN, "This site is suspended");
    }
    Set<String> pinned = site.allowedHosts();
    hosts.check("base_url", registration.baseUrl(), pinned);
    if (registration.baseUrl().length() > LONGEST_BASE) {
      throw GatewayException.invalid("base_url", "is longer than 500 characters");
    }
    hosts.check("redirect_url", registration.redirectUrl(), pinned);
    if (registration.webhookUrl() != null) {
      hosts.check("webhook_url", registration.webhookUrl(), pinned);
      site.rememberWebhookUrl(registration.webhookUrl());
    }
    return user(site, registration.user());
  }

  /**
   * Bridge has made the user (or had it already): from now on it can be asked for.
   *
   * @throws GatewayException CONFLICT where the user was deleted meanwhile: Bridge shall not keep
   *     it
   */
  public BridgeUserView known(UUID bridgeUserId, UUID bridgeUuid) {
    BridgeUser user =
        Optional.ofNullable(em.find(BridgeUser.class, bridgeUserId, LockModeType.PESSIMISTIC_WRITE))
            .orElseThrow();
    if (!user.known(bridgeUuid)) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "The user was deleted meanwhile: ask for the link again");
    }
    return BridgeUserView.of(user);
  }

  private Optional<Site> find(ApiCaller caller, Registration registration) {
    List<Site> all =
        em.createNamedQuery(Site.OF_API_USER, Site.class)
            .setParameter("apiUserId", caller.apiUserId())
            .getResultList();
    if (registration.siteKey() != null) {
      Optional<Site> named =
          all.stream().filter(s -> s.siteKey().equals(registration.siteKey())).findFirst();
      if (named.isEmpty() && !all.isEmpty() && !caller.multiSite()) {
        throw new GatewayException(
            GatewayException.Code.FORBIDDEN,
            "This API user has the site "
                + all.get(0).siteKey()
                + " already; several need the operator's consent (multi_site)");
      }
      return named;
    }
    if (all.size() > 1) {
      throw GatewayException.ambiguous(
          "site", "This API user has several sites: argument 'site' is required");
    }
    return all.stream().findFirst();
  }

  private Site register(ApiCaller caller, Registration registration) {
    if (!caller.mayRegister()) {
      throw new GatewayException(
          GatewayException.Code.FORBIDDEN,
          "This API user may not register a site: ask the operator to create it");
    }
    Set<String> pinned = new LinkedHashSet<>();
    pinned.add(hosts.of("base_url", registration.baseUrl()));
    pinned.add(hosts.of("redirect_url", registration.redirectUrl()));
    if (registration.webhookUrl() != null) {
      pinned.add(hosts.of("webhook_url", registration.webhookUrl()));
    }
    String key = registration.siteKey() != null ? registration.siteKey() : pinned.iterator().next();
    Site site =
        new Site(
            caller.apiUserId(),
            name("site", key),
            registration.baseUrl(),
            pinned,
            cipher.encrypt(random.webhookSecret()),
            Language.reduce(registration.locale(), defaultLocale),
            defaultZone,
            clock.instant());
    em.persist(site);
    audit.record(
        caller.apiKey(), "site.register", "site " + site.siteKey(), site.id(), site.baseUrl());
    return site;
  }

  private Enrolled user(Site site, @Nullable String given) {
    String name = given == null ? "" : name("user", given);
    Optional<BridgeUser> known = byUuid(site, name).or(() -> byName(site, name));
    if (known.filter(BridgeUser::isForgotten).isPresent()) {
      throw GatewayException.notFound("User", name);
    }
    if (known.isPresent()) {
      return new Enrolled(SiteView.of(site), BridgeUserView.of(known.get()));
    }
    BridgeUser made = new BridgeUser(site.id(), name, clock.instant());
    em.persist(made);
    return new Enrolled(SiteView.of(site), BridgeUserView.of(made));
  }

  private Optional<BridgeUser> byUuid(Site site, String name) {
    return Tenancy.uuid(name)
        .flatMap(
            uuid ->
                em.createNamedQuery(BridgeUser.BY_BRIDGE_UUID, BridgeUser.class)
                    .setParameter("bridgeUuid", uuid)
                    .getResultStream()
                    .findFirst())
        .filter(u -> u.siteId().equals(site.id()) && !u.isForgotten());
  }

  private Optional<BridgeUser> byName(Site site, String name) {
    return em.createNamedQuery(BridgeUser.BY_NAME, BridgeUser.class)
        .setParameter("siteId", site.id())
        .setParameter("siteUser", name)
        .getResultStream()
        .findFirst();
  }

  private static String name(String argument, String text) {
    if (text.length() > LONGEST_NAME) {
      throw GatewayException.invalid(argument, "is longer than 140 characters");
    }
    return text;
  }
}

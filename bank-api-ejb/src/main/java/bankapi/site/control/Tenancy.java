package bankapi.site.control;

import bankapi.platform.control.GatewayException;
import bankapi.site.entity.BridgeUser;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Store: whose Bridge user a reading call means. The API user is the trust boundary; nothing
 * outside it is ever found, and what is unknown is an error, never an empty list.
 */
@Stateless
public class Tenancy {

  private static final String LOCK_IF_FREE =
      "select id from bridge_user where id = ?1 for update skip locked";

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /**
   * By {@code user} (the site's own name or the Bridge UUID we returned), else all of {@code site},
   * else all of the caller's only site.
   *
   * @return never empty, each known to Bridge
   * @throws GatewayException NOT_FOUND for an unknown user or site; AMBIGUOUS naming the argument
   *     that would tell
   */
  public List<BridgeUserView> bridgeUsers(
      ApiCaller caller, @Nullable String siteKey, @Nullable String user) {
    List<Site> sites = sites(caller, siteKey);
    if (user == null && sites.size() > 1) {
      throw GatewayException.ambiguous(
          "site", "This API user has several sites: argument 'site' is required");
    }
    List<BridgeUserView> meant = agreeing(sites, user);
    if (user != null && meant.size() > 1) {
      throw GatewayException.ambiguous(
          "site", "Several sites have a user " + user + ": argument 'site' is required");
    }
    return meant;
  }

  /**
   * All whom something else may belong to that the call names, an account: those of the caller's
   * users that {@code site} and {@code user} do not rule out.
   *
   * @return never empty, each known to Bridge
   * @throws GatewayException NOT_FOUND for an unknown user or site
   */
  public List<BridgeUserView> candidates(
      ApiCaller caller, @Nullable String siteKey, @Nullable String user) {
    return agreeing(sites(caller, siteKey), user);
  }

  /**
   * The site a call is made from: {@code site}, else the only one.
   *
   * @throws GatewayException NOT_FOUND or AMBIGUOUS
   */
  public SiteView siteOf(ApiCaller caller, @Nullable String siteKey) {
    List<Site> sites = sites(caller, siteKey);
    if (sites.size() > 1) {
      throw GatewayException.ambiguous(
          "site", "This API user has several sites: argument 'site' is required");
    }
    return SiteView.of(sites.get(0));
  }

  /** A site by its id, which never comes from a caller. */
  public SiteView site(UUID siteId) {
    return SiteView.of(Optional.ofNullable(em.find(Site.class, siteId)).orElseThrow());
  }

  /**
   * Reads these sites and Bridge users in one go, so that whoever asks for one of them in the same
   * transaction waits for no database. At most as many as a list has rows.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void read(Stream<UUID> siteIds, Stream<UUID> bridgeUserIds) {
    List<UUID> sites = siteIds.distinct().toList();
    List<UUID> users = bridgeUserIds.distinct().toList();
    if (!sites.isEmpty()) {
      em.createNamedQuery(Site.BY_IDS, Site.class).setParameter("ids", sites).getResultList();
    }
    if (!users.isEmpty()) {
      em.createNamedQuery(BridgeUser.BY_IDS, BridgeUser.class)
          .setParameter("ids", users)
          .getResultList();
    }
  }

  /** Whether the site is the caller's, and not suspended. */
  public boolean isOf(ApiCaller caller, UUID siteId) {
    Site site = em.find(Site.class, siteId);
    return site != null
        && site.apiUserId().equals(caller.apiUserId())
        && site.state() == Site.State.ACTIVE;
  }

  /** A Bridge user by our id, which never comes from a caller. */
  public BridgeUserView bridgeUser(UUID id) {
    return BridgeUserView.of(Optional.ofNullable(em.find(BridgeUser.class, id)).orElseThrow());
  }

  /**
   * As {@link #bridgeUser}, and makes every other change about this user's connections wait until
   * the caller's transaction ends.
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public BridgeUserView lock(UUID id) {
    return BridgeUserView.of(
        Optional.ofNullable(em.find(BridgeUser.class, id, LockModeType.PESSIMISTIC_WRITE))
            .orElseThrow());
  }

  /**
   * As {@link #lock}, where nobody else holds it.
   *
   * @return whether it is ours
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public boolean lockIfFree(UUID id) {
    return !em.createNativeQuery(LOCK_IF_FREE).setParameter(1, id).getResultList().isEmpty();
  }

  /**
   * Bridge no longer has the user: the next link makes a new one. Nothing changes where that is
   * known already, or a new one has taken its place.
   *
   * @return the user as it is now, locked
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public BridgeUserView markLost(BridgeUserView lost) {
    BridgeUser user =
        Optional.ofNullable(em.find(BridgeUser.class, lost.id(), LockModeType.PESSIMISTIC_WRITE))
            .orElseThrow();
    user.lose(lost.knownUuid(), clock.instant());
    return BridgeUserView.of(user);
  }

  /** Whose user Bridge speaks of in a webhook. */
  public Optional<BridgeUserView> byBridgeUuid(UUID bridgeUuid) {
    return find(bridgeUuid).map(BridgeUserView::of);
  }

  private Optional<BridgeUser> find(UUID bridgeUuid) {
    return em.createNamedQuery(BridgeUser.BY_BRIDGE_UUID, BridgeUser.class)
        .setParameter("bridgeUuid", bridgeUuid)
        .getResultStream()
        .findFirst();
  }

  /** The Bridge UUID that a user's name may be. */
  static Optional<UUID> uuid(String name) {
    try {
      return Optional.of(UUID.fromString(name)).filter(id -> id.toString().equalsIgnoreCase(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<BridgeUserView> agreeing(List<Site> sites, @Nullable String user) {
    List<UUID> siteIds = sites.stream().map(Site::id).toList();
    List<BridgeUserView> agreeing =
        (user == null ? all(siteIds) : named(siteIds, user)).map(BridgeUserView::of).toList();
    if (agreeing.isEmpty()) {
      throw user == null
          ? GatewayException.notFound("A user of site", sites.get(0).siteKey())
          : GatewayException.notFound("User", user);
    }
    return agreeing;
  }

  private Stream<BridgeUser> all(List<UUID> siteIds) {
    return em.createNamedQuery(BridgeUser.OF_SITES, BridgeUser.class)
        .setParameter("siteIds", siteIds)
        .getResultStream();
  }

  private Stream<BridgeUser> named(List<UUID> siteIds, String user) {
    Stream<BridgeUser> byName =
        em.createNamedQuery(BridgeUser.OF_SITES_BY_NAME, BridgeUser.class)
            .setParameter("siteIds", siteIds)
            .setParameter("siteUser", user)
            .getResultStream();
    Stream<BridgeUser> byUuid =
        uuid(user)
            .flatMap(this::find)
            .filter(u -> siteIds.contains(u.siteId()) && !u.isForgotten())
            .stream();
    return Stream.concat(byName, byUuid).distinct();
  }

  private List<Site> sites(ApiCaller caller, @Nullable String siteKey) {
    List<Site> all =
        em.createNamedQuery(Site.OF_API_USER, Site.class)
            .setParameter("apiUserId", caller.apiUserId())
            .getResultList();
    List<Site> active = all.stream().filter(s -> s.state() == Site.State.ACTIVE).toList();
    List<Site> meant =
        siteKey == null
            ? active
            : active.stream().filter(s -> s.siteKey().equals(siteKey)).toList();
    if (meant.isEmpty()) {
      throw GatewayException.notFound("Site", siteKey == null ? "of this API user" : siteKey);
    }
    return meant;
  }
}

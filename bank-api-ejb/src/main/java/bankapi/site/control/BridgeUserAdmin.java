package bankapi.site.control;

import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.PageWish.Cursor;
import bankapi.site.entity.BridgeUser;
import bankapi.site.entity.Site;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: a site's users as operators look at them and have them forgotten. */
@Stateless
public class BridgeUserAdmin {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;

  /**
   * The newest first, without those that are forgotten.
   *
   * @param user the site's own name for one; null: all
   * @throws GatewayException NOT_FOUND for the site
   */
  public Page<BridgeUserDetails> list(UUID siteId, @Nullable String user, PageWish wish) {
    site(siteId);
    return ofSite(siteId)
        .where("e.siteUser = :user", "user", user)
        .page(em, wish, BridgeUser::createdAt, BridgeUser::id, BridgeUserDetails::of);
  }

  /**
   * @throws GatewayException NOT_FOUND, also for one of another site
   */
  public BridgeUserView find(UUID siteId, UUID id) {
    return Optional.ofNullable(em.find(BridgeUser.class, id))
        .filter(user -> user.siteId().equals(siteId))
        .map(BridgeUserView::of)
        .orElseThrow(() -> GatewayException.notFound("User", id));
  }

  /**
   * One of a site's users in the order of their age.
   *
   * @param after the place behind this one
   */
  public record Aged(BridgeUserView user, Cursor after) {}

  /**
   * The oldest of the site's users, so that one after the other can be forgotten.
   *
   * @param place behind which they are wanted
   * @param until whoever was made later is not meant
   * @return empty where none is left
   * @throws GatewayException NOT_FOUND for the site; CONFLICT while it is active, and new users may
   *     come
   */
  public Optional<Aged> oldest(UUID siteId, Cursor place, Instant until) {
    suspended(site(siteId));
    return em.createNamedQuery(BridgeUser.NOT_FORGOTTEN_AFTER, BridgeUser.class)
        .setParameter("siteId", siteId)
        .setParameter("at", place.at())
        .setParameter("id", place.id())
        .setParameter("until", until)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(user -> new Aged(BridgeUserView.of(user), new Cursor(user.createdAt(), user.id())));
  }

  /**
   * How many users a suspended site has.
   *
   * @throws GatewayException NOT_FOUND for the site; CONFLICT while it is active
   */
  public long count(UUID siteId) {
    suspended(site(siteId));
    return ofSite(siteId).count(em);
  }

  /**
   * As above, and until the transaction ends the site stays suspended, and nobody else counts here.
   *
   * @throws GatewayException NOT_FOUND for the site; CONFLICT while it is active
   */
  public long countAndHold(UUID siteId) {
    suspended(
        Optional.ofNullable(em.find(Site.class, siteId, LockModeType.PESSIMISTIC_WRITE))
            .orElseThrow(() -> GatewayException.notFound("Site", siteId)));
    return ofSite(siteId).count(em);
  }

  /**
   * Bridge has deleted the user, or never had it: now the name goes too. Its items and requests
   * stay, without saying whose they were.
   *
   * @throws GatewayException CONFLICT where the user has connected again meanwhile
   */
  public void forget(BridgeUserView known, String operator) {
    BridgeUser user =
        Optional.ofNullable(em.find(BridgeUser.class, known.id(), LockModeType.PESSIMISTIC_WRITE))
            .orElseThrow();
    if (!user.forget(clock.instant())) {
      throw new GatewayException(
          Code.CONFLICT, "The user has connected a bank again meanwhile: delete it once more");
    }
    audit.record(operator, "user.delete", "user " + user.id(), user.siteId(), null);
  }

  private static Listing<BridgeUser> ofSite(UUID siteId) {
    return new Listing<>(BridgeUser.class, "createdAt")
        .where("e.siteId = :siteId", "siteId", siteId)
        .only("e.forgottenAt is null");
  }

  private static void suspended(Site site) {
    if (site.state() == Site.State.ACTIVE) {
      throw new GatewayException(
          Code.CONFLICT, "The site is active: all its users are deleted once it is suspended");
    }
  }

  private Site site(UUID id) {
    return Optional.ofNullable(em.find(Site.class, id))
        .orElseThrow(() -> GatewayException.notFound("Site", id));
  }
}

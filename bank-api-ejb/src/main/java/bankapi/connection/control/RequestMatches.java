package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.site.control.BridgeUserView;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Store: which requests a truth about an item can be about. Their user's row is locked. */
@Stateless
public class RequestMatches {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /** As long after its end nothing is news for a request any more. */
  @Inject
  @ConfigProperty(name = ConnectionStore.LIFETIME, defaultValue = ConnectionStore.DEFAULT_LIFETIME)
  Duration lifetime;

  /** How far Bridge's clock may be behind ours. */
  @Inject
  @ConfigProperty(name = "bankapi.connection.clock-skew", defaultValue = "PT2M")
  Duration skew;

  /**
   * Those that a webhook about the item completes: the newest about a known item, if it is news for
   * it, or the only new connection it can be.
   */
  public List<ConnectionRequest> meantBy(
      BridgeUserView user, ItemStore.Stored stored, ItemFacts item) {
    Optional<ConnectionRequest> newest =
        em.createNamedQuery(ConnectionRequest.OF_ITEM, ConnectionRequest.class)
            .setParameter("bridgeUserId", user.id())
            .setParameter("itemId", item.itemId())
            .getResultStream()
            .filter(r -> acceptable(r, item))
            .findFirst();
    if (newest.isPresent()) {
      return newest.filter(r -> isNewsFor(r, stored, item)).stream().toList();
    }
    return onlyNewConnection(user, item);
  }

  /** There may be thousands of links that nobody has followed: two are enough to be unsure. */
  private List<ConnectionRequest> onlyNewConnection(BridgeUserView user, ItemFacts item) {
    if (item.createdAt() == null) {
      return List.of();
    }
    List<ConnectionRequest> open =
        em.createNamedQuery(ConnectionRequest.OPEN_UNBOUND, ConnectionRequest.class)
            .setParameter("bridgeUserId", user.id())
            .setParameter("before", item.createdAt())
            .setMaxResults(2)
            .getResultList();
    return open.size() == 1 && !isBound(item, open.get(0).id()) ? open : List.of();
  }

  /**
   * A refresh from before the request says nothing about it, nor does the nightly one of an item
   * that was and is well, also where its user gave up, nor anything long after the request was
   * given up. One that has succeeded needs no news, and its older ones get none.
   */
  private boolean isNewsFor(ConnectionRequest request, ItemStore.Stored stored, ItemFacts item) {
    if (request.state() == ConnectionRequest.State.SUCCEEDED
        || clock.instant().isAfter(request.expiresAt().plus(lifetime))) {
      return false;
    }
    boolean wentOn = request.returnedAt() != null && !request.gaveUp();
    boolean changed = stored.before() != 0 || stored.renewed() || wentOn;
    return request.isNewConnection() || (changed && isTouched(request, item));
  }

  /** Whether Bridge has tried the item since the request was opened. */
  static boolean isTouched(ConnectionRequest request, ItemFacts item) {
    Instant last =
        item.lastTryRefresh() != null ? item.lastTryRefresh() : item.lastSuccessfulRefresh();
    return last != null && last.isAfter(request.openedAt());
  }

  /** The request's own item, or, for a new connection, one made since and bound to no other. */
  public boolean acceptable(ConnectionRequest request, ItemFacts item) {
    Long own = request.itemId();
    return own != null ? own == item.itemId() : madeSince(request, item);
  }

  /**
   * As {@link #acceptable}; the browser, which carries the secret, may correct a webhook's guess.
   */
  public boolean named(ConnectionRequest request, ItemFacts item) {
    return acceptable(request, item) || (request.isNewConnection() && madeSince(request, item));
  }

  private boolean madeSince(ConnectionRequest request, ItemFacts item) {
    return item.createdAt() != null
        && item.createdAt().isAfter(request.openedAt().minus(skew))
        && !isBound(item, request.id());
  }

  /** Whether the item is what another new connection than this one turned out to be. */
  private boolean isBound(ItemFacts item, UUID except) {
    return em.createNamedQuery(ConnectionRequest.NEW_BOUND_TO_ITEM, Long.class)
            .setParameter("itemId", item.itemId())
            .setParameter("except", except)
            .getSingleResult()
        > 0;
  }
}

package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.delivery.control.WebhookTargets;
import bankapi.item.control.ItemEvents;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Hashes;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Store: the life of a connection request.
 *
 * <p>Transaction layout of {@link #returned}, {@link #heard} and {@link #checked}: (1) lock the
 * Bridge user's row, so that return, webhook and timer about one person take turns; (2) decide; (3)
 * request, item and the site's webhook change together. Nothing here touches the network.
 */
@Stateless
public class ConnectionStore {

  static final String LIFETIME = "bankapi.connection.lifetime";
  static final String DEFAULT_LIFETIME = "PT24H";

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Tenancy tenancy;
  @Inject ItemStore items;
  @Inject ItemEvents itemEvents;
  @Inject ConnectionEvents events;
  @Inject WebhookTargets targets;
  @Inject RequestMatches matches;

  /** After this time without an outcome a request is given up. */
  @Inject
  @ConfigProperty(name = LIFETIME, defaultValue = DEFAULT_LIFETIME)
  Duration lifetime;

  /** How long a person may be in the middle of the flow before bad news about it counts. */
  @Inject
  @ConfigProperty(name = "bankapi.connection.grace", defaultValue = "PT15M")
  Duration grace;

  /**
   * Opens a request before Bridge is asked.
   *
   * @param context the secret that Bridge will carry; only its hash is kept
   * @return its id and when it is given up
   */
  public Opened open(
      LinkCommand command,
      BridgeUserView user,
      String context,
      @Nullable String webhookUrl,
      String lang) {
    Instant now = clock.instant();
    ConnectionRequest request =
        new ConnectionRequest(
            command.kind().stored(),
            user.id(),
            user.siteId(),
            Hashes.sha256Hex(context),
            command.itemId(),
            command.bank(),
            command.registration().redirectUrl(),
            webhookUrl,
            lang,
            now,
            now.plus(lifetime));
    if (request.isNewConnection()) {
      // of an item that is known already, silence is noticed without the request
      request.lookAgain(nextLook(request, now));
    }
    em.persist(request);
    ConnectionMeters.changed(request);
    if (webhookUrl != null) {
      targets.named(user.siteId(), webhookUrl);
    }
    return new Opened(request.id(), request.expiresAt());
  }

  /** A request that was just opened. */
  public record Opened(UUID request, Instant expiresAt) {}

  /** Bridge gave the link. */
  public void linked(UUID request) {
    em.createNamedQuery(ConnectionRequest.LINKED)
        .setParameter("now", clock.instant())
        .setParameter("id", request)
        .executeUpdate();
  }

  /** Bridge gave no session: the request never was. */
  public void abandon(UUID request) {
    Optional.ofNullable(em.find(ConnectionRequest.class, request)).ifPresent(em::remove);
  }

  /**
   * @throws GatewayException NOT_FOUND for an unknown request and for another tenant's alike
   */
  public RequestView owned(ApiCaller caller, UUID request) {
    return Optional.ofNullable(em.find(ConnectionRequest.class, request))
        .filter(r -> tenancy.isOf(caller, r.siteId()))
        .map(this::view)
        .orElseThrow(() -> GatewayException.notFound("Request", request));
  }

  /** The request that carries this context, whatever its state. */
  public Optional<RequestView> byContext(String context) {
    return em.createNamedQuery(ConnectionRequest.BY_CONTEXT, ConnectionRequest.class)
        .setParameter("contextHash", Hashes.sha256Hex(context))
        .getResultStream()
        .findFirst()
        .map(this::view);
  }

  public RequestView byId(UUID request) {
    return view(find(request));
  }

  /**
   * The browser is back. An item that was deleted since it was read is looked at again later. What
   * failed or expired is open again where the person went on and nothing is decided yet.
   *
   * @param read the item it spoke of as Bridge knows it, or null
   * @param silent whether Bridge could not be asked
   */
  public RequestView returned(
      UUID requestId, BrowserReturn back, @Nullable ItemFacts read, boolean silent) {
    ConnectionRequest request = find(requestId);
    BridgeUserView user = lock(request);
    boolean gone = read != null && items.isGone(user, read.itemId());
    boolean unsure = silent || gone;
    ItemFacts item = read != null && !gone && matches.named(request, read) ? read : null;
    Boolean gaveUp = back.success() == null ? null : back.gaveUp();
    request.returned(gaveUp, back.step(), unsure ? back.itemId() : null, clock.instant());
    if (item != null) {
      request.rebind(item.itemId());
    }
    if (decide(request, user, back, item, unsure) == ConnectionOutcome.OPEN
        && !request.gaveUp()
        && (item != null || silent)
        && !user.lost()) {
      Instant now = clock.instant();
      request.reopen(back.step(), now, now.plus(lifetime));
      request.lookAgain(nextLook(request, now));
    }
    return view(request);
  }

  /** The browser is back after a webhook had brought the good news: only its time is noted. */
  public RequestView cameLate(UUID requestId) {
    ConnectionRequest request = find(requestId);
    lock(request);
    request.returned(null, null, null, clock.instant());
    return view(request);
  }

  /**
   * A timer looked: what Bridge says of the request's item now, null where there is none. What the
   * browser said still counts: a user who gave up has renewed nothing.
   */
  public void checked(UUID requestId, @Nullable ItemFacts read) {
    ConnectionRequest request = find(requestId);
    BridgeUserView user = lock(request);
    if (request.state() == ConnectionRequest.State.OPEN) {
      ItemFacts item = read != null && matches.acceptable(request, read) ? read : null;
      decide(request, user, said(request), item, false);
    }
  }

  /** What the browser said last, as far as it still matters. */
  private static @Nullable BrowserReturn said(ConnectionRequest request) {
    return request.gaveUp()
        ? new BrowserReturn(request.claimedItemId(), false, request.step())
        : null;
  }

  /**
   * Bridge's webhook led to this truth about an item of this Bridge user. It completes requests
   * about a known item directly, and a new connection only where exactly one request can be meant.
   *
   * @param cause what the news came from, so that the same cause never tells it twice
   */
  public void heard(UUID bridgeUserId, ItemFacts item, String cause) {
    BridgeUserView user = tenancy.lock(bridgeUserId);
    ItemStore.Stored stored = items.store(user, item);
    tell(user, stored, item, cause);
  }

  /**
   * Bridge had not spoken of the item for long and was asked. What it would have said of a change
   * is told as if it had; where nothing has changed, there is nothing to tell.
   *
   * @param accounts those that changed since, told where the item was refreshed since
   */
  public void looked(UUID bridgeUserId, ItemFacts item, SortedSet<Long> accounts) {
    BridgeUserView user = tenancy.lock(bridgeUserId);
    ItemStore.Stored stored = items.store(user, item);
    if (stored.fresh() || stored.moved()) {
      String cause = "look:" + stored.item().id() + ":" + item.lastTryRefresh();
      tell(user, stored, item, cause);
      if (!accounts.isEmpty()) {
        itemEvents.accountsUpdated(stored.item(), accounts, cause);
      }
    }
  }

  private void tell(BridgeUserView user, ItemStore.Stored stored, ItemFacts item, String cause) {
    List<ConnectionRequest> meant = matches.meantBy(user, stored, item);
    meant.forEach(request -> decide(request, user, null, item, false));
    if (stored.fresh() && meant.isEmpty()) {
      itemEvents.created(stored.item());
    }
    if (!stored.fresh()) {
      itemEvents.refreshed(stored.item(), stored.before(), cause);
    }
  }

  /** Of what nothing was heard for so long that it is to be given up, the oldest first. */
  public List<UUID> dueForExpiry(int most) {
    return em.createNamedQuery(ConnectionRequest.DUE_FOR_EXPIRY, UUID.class)
        .setParameter("now", clock.instant())
        .setMaxResults(most)
        .getResultList();
  }

  /** Gives it up, unless somebody is at work for the same person: then it has time. */
  public void expire(UUID requestId) {
    ConnectionRequest request = find(requestId);
    if (tenancy.lockIfFree(request.bridgeUserId())) {
      em.refresh(request, LockModeType.PESSIMISTIC_WRITE);
      if (request.expire(clock.instant())) {
        events.settled(view(request));
      }
    }
  }

  /**
   * Gives up what is open of a user whom Bridge has deleted; the site is told. One who has
   * connected again meanwhile is left alone.
   */
  public void endOf(UUID bridgeUserId) {
    BridgeUserView user = tenancy.lock(bridgeUserId);
    if (user.bridgeUuid() == null || !user.lost()) {
      return;
    }
    em.createNamedQuery(ConnectionRequest.OPEN_OF_USER, ConnectionRequest.class)
        .setParameter("bridgeUserId", bridgeUserId)
        .getResultStream()
        .filter(request -> request.expire(clock.instant()))
        .forEach(request -> events.settled(view(request)));
  }

  private ConnectionOutcome decide(
      ConnectionRequest request,
      BridgeUserView user,
      @Nullable BrowserReturn back,
      @Nullable ItemFacts item,
      boolean silent) {
    Instant now = clock.instant();
    ItemStore.Stored stored = null;
    if (item != null) {
      request.bind(item.itemId());
      stored = items.store(user, item.labelled(request.bank(), request.webhookUrl()));
    }
    boolean midway = request.returnedAt() == null && now.isBefore(request.openedAt().plus(grace));
    Integer status = item == null ? null : item.status();
    boolean untouched =
        item != null && !request.isNewConnection() && !RequestMatches.isTouched(request, item);
    ConnectionOutcome outcome = ConnectionOutcome.decide(back, item, silent, untouched);
    boolean news =
        switch (outcome) {
          case SUCCEEDED -> request.succeed(status == null ? 0 : status, now);
          case FAILED -> !midway && request.fail(status, now);
          case OPEN -> false;
        };
    if (news) {
      events.settled(view(request));
    }
    if (stored != null && !stored.fresh()) {
      // a webhook that comes later finds nothing new
      itemEvents.turned(stored.item(), stored.before(), "request:" + request.id() + ":" + now);
    }
    request.lookAgain(nextLook(request, now));
    return outcome;
  }

  /**
   * Soon at first, then ever more rarely: at least every ten minutes, or, where no item is known
   * and the search for it costs a list, every four hours.
   */
  private Instant nextLook(ConnectionRequest request, Instant now) {
    Instant start =
        request.returnedAt() != null ? request.returnedAt() : request.openedAt().plus(grace);
    if (now.isBefore(start)) {
      return start;
    }
    long passed = Duration.between(start, now).toSeconds();
    boolean known = request.itemToCheck() != null;
    return now.plusSeconds(known ? within(passed / 2, 5, 600) : within(passed, 60, 4 * 3600));
  }

  private static long within(long seconds, long least, long most) {
    return Math.max(least, Math.min(most, seconds));
  }

  private ConnectionRequest find(UUID request) {
    return Optional.ofNullable(em.find(ConnectionRequest.class, request)).orElseThrow();
  }

  /**
   * After the wait for the lock the request may have changed. Its own row is locked as well: once,
   * on WildFly with H2, it had changed again before the end, and what wrote it was not found.
   */
  private BridgeUserView lock(ConnectionRequest request) {
    BridgeUserView user = tenancy.lock(request.bridgeUserId());
    em.refresh(request, LockModeType.PESSIMISTIC_WRITE);
    return user;
  }

  private RequestView view(ConnectionRequest request) {
    return RequestView.of(
        request, tenancy.site(request.siteId()), tenancy.bridgeUser(request.bridgeUserId()));
  }
}

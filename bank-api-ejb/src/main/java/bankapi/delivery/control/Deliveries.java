package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryAttempt;
import bankapi.delivery.entity.WebhookTarget;
import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Puts webhooks into the outbox and lets operators and sites look at them. */
@Stateless
public class Deliveries {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject WebhookTargets targets;
  @Inject Tenancy tenancy;
  @Inject Audit audit;

  /**
   * Stores the event in the caller's transaction, so that the site hears of the change exactly when
   * the change is committed. The same {@code dedupKey} again for the same site stores nothing; only
   * two transactions that store it at the very same time collide, and the later one rolls back.
   *
   * @return the id the receiver sees as {@code webhook-id}; that of the first one if it was a
   *     repetition
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public UUID enqueue(SiteEvent event) {
    return earlier(event).orElseGet(() -> store(event).id());
  }

  /**
   * The newest first.
   *
   * @throws GatewayException INVALID_ARGUMENT for a state or a reason to wait that there is not,
   *     and for a place that no part before has given
   */
  public Page<DeliveryView> list(DeliveryFilter filter, PageWish wish) {
    Set<UUID> held = new HashSet<>();
    return MatchingDeliveries.of(filter, clock.instant())
        .first(
            rows -> {
              held.addAll(held(rows));
              readSites(rows);
            })
        .pageById(em, wish, Delivery::id, row -> view(row, held));
  }

  public Optional<DeliveryView> find(UUID id) {
    return Optional.ofNullable(em.find(Delivery.class, id)).map(this::view);
  }

  /** What to give a list as {@code after} for those that were created before this time. */
  public static String placeBefore(Instant at) {
    return TimeOrderedId.firstAt(at).toString();
  }

  /** Those of a site, the latest first. */
  public Page<SiteAttempt> attemptsOfSite(UUID siteId, PageWish wish) {
    return new Listing<>(DeliveryAttempt.class, "attemptedAt")
        .where("e.siteId = :siteId", "siteId", siteId)
        .page(
            em,
            wish,
            DeliveryAttempt::attemptedAt,
            DeliveryAttempt::id,
            row -> new SiteAttempt(row.id(), row.deliveryId(), DeliveryAttemptView.of(row)));
  }

  /** The oldest first, those from before a replay included. */
  public List<DeliveryAttemptView> attempts(UUID deliveryId) {
    return em.createNamedQuery(DeliveryAttempt.OF_DELIVERY, DeliveryAttempt.class)
        .setParameter("deliveryId", deliveryId)
        .getResultStream()
        .map(DeliveryAttemptView::of)
        .toList();
  }

  /**
   * Sends a dead or delivered one again under the same id, with the whole schedule before it.
   *
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND, or CONFLICT in another state
   */
  public DeliveryView replay(UUID id, String actor) {
    Delivery delivery = locked(id);
    Instant now = clock.instant();
    return changed(delivery, "replayed", actor, () -> delivery.replay(now));
  }

  /**
   * As {@link #replay}, for the site itself; one that is on its way already stays so.
   *
   * @throws GatewayException NOT_FOUND, also when it is another site's; CONFLICT when cancelled
   */
  public DeliveryView replayOf(UUID siteId, UUID id, String actor) {
    Delivery delivery = em.find(Delivery.class, id);
    if (delivery == null || !delivery.siteId().equals(siteId)) {
      throw GatewayException.notFound("Delivery", id);
    }
    em.refresh(delivery, LockModeType.PESSIMISTIC_WRITE);
    if (delivery.state() == Delivery.State.PENDING) {
      return view(delivery);
    }
    Instant now = clock.instant();
    return changed(delivery, "replayed", actor, () -> delivery.replay(now));
  }

  /**
   * Sends a waiting one no more; an attempt under way may still arrive.
   *
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND, or CONFLICT in another state
   */
  public DeliveryView cancel(UUID id, String actor) {
    Delivery delivery = locked(id);
    Instant now = clock.instant();
    return changed(delivery, "cancelled", actor, () -> delivery.cancel(now));
  }

  /**
   * Stores the event as one that the caller itself sends now.
   *
   * @param lease when it is over and nothing was settled, it is sent like any other
   */
  public ClaimedDelivery begin(SiteEvent event, Duration lease) {
    Instant now = clock.instant();
    Delivery delivery = store(event);
    UUID token = UUID.randomUUID();
    Instant leaseUntil = now.plus(lease);
    delivery.claim(token, now, leaseUntil);
    return ClaimedDelivery.of(delivery, false, token, leaseUntil);
  }

  private Delivery locked(UUID id) {
    Delivery delivery = em.find(Delivery.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (delivery == null) {
      throw GatewayException.notFound("Delivery", id);
    }
    return delivery;
  }

  private DeliveryView changed(Delivery delivery, String verb, String actor, Runnable change) {
    try {
      change.run();
    } catch (IllegalStateException e) {
      String state = delivery.state().name().toLowerCase(Locale.ROOT);
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "Delivery " + delivery.id() + " is " + state + " and cannot be " + verb,
          e);
    }
    audit.record(actor, "delivery." + verb, "delivery " + delivery.id(), delivery.siteId(), null);
    return view(delivery);
  }

  private DeliveryView view(Delivery delivery) {
    return views(List.of(delivery)).get(0);
  }

  /** What may be seen of them, in the order given. */
  public List<DeliveryView> views(List<Delivery> of) {
    Set<UUID> held = held(of);
    readSites(of);
    return of.stream().map(delivery -> view(delivery, held)).toList();
  }

  private DeliveryView view(Delivery delivery, Set<UUID> held) {
    return DeliveryView.of(
        delivery, tenancy.site(delivery.siteId()).siteKey(), held.contains(delivery.targetId()));
  }

  private void readSites(List<Delivery> deliveries) {
    tenancy.read(deliveries.stream().map(Delivery::siteId), Stream.empty());
  }

  /** Which of their targets are not sent to. */
  private Set<UUID> held(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        em.createNamedQuery(WebhookTarget.HELD, UUID.class)
            .setParameter("ids", deliveries.stream().map(Delivery::targetId).distinct().toList())
            .getResultList());
  }

  /** Asked before the insert: a violated constraint would mark the caller's transaction. */
  private Optional<UUID> earlier(SiteEvent event) {
    if (event.dedupKey() == null) {
      return Optional.empty();
    }
    return em.createNamedQuery(Delivery.BY_DEDUP_KEY, UUID.class)
        .setParameter("siteId", event.siteId())
        .setParameter("dedupKey", event.dedupKey())
        .getResultStream()
        .findFirst();
  }

  private Delivery store(SiteEvent event) {
    Instant now = clock.instant();
    UUID id = TimeOrderedId.at(now);
    Delivery delivery =
        new Delivery(
            id,
            event.siteId(),
            targets.of(event.siteId(), event.targetUrl()),
            event.itemId(),
            event.event(),
            event.targetUrl(),
            event.body(id, now),
            event.dedupKey(),
            now);
    em.persist(delivery);
    return delivery;
  }
}

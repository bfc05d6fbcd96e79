package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryAttempt;
import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts webhooks into the outbox and lets operators and sites look at them. */
@Stateless
public class Deliveries {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject WebhookTargets targets;

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
    return earlier(event).orElseGet(() -> store(event));
  }

  /** The newest first. */
  public DeliveryPage search(DeliverySearch search) {
    CriteriaBuilder is = em.getCriteriaBuilder();
    CriteriaQuery<Delivery> query = is.createQuery(Delivery.class);
    Root<Delivery> delivery = query.from(Delivery.class);
    List<Predicate> all = new ArrayList<>();
    search.bySite().ifPresent(site -> all.add(is.equal(delivery.get("siteId"), site)));
    search.byState().ifPresent(state -> all.add(is.equal(delivery.get("state"), state)));
    search.byEvent().ifPresent(event -> all.add(is.equal(delivery.get("event"), event)));
    search.before().ifPresent(id -> all.add(is.lessThan(delivery.<UUID>get("id"), id)));
    query.where(all.toArray(Predicate[]::new)).orderBy(is.desc(delivery.get("id")));
    List<DeliveryView> found =
        em.createQuery(query)
            .setMaxResults(search.limit() + 1)
            .getResultStream()
            .map(DeliveryView::of)
            .toList();
    return DeliveryPage.of(found, search.limit());
  }

  public Optional<DeliveryView> find(UUID id) {
    return Optional.ofNullable(em.find(Delivery.class, id)).map(DeliveryView::of);
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
   * @throws GatewayException NOT_FOUND, or CONFLICT in another state
   */
  public DeliveryView replay(UUID id) {
    Delivery delivery = locked(id);
    Instant now = clock.instant();
    return changed(delivery, "replayed", () -> delivery.replay(now));
  }

  /**
   * Sends a waiting one no more; an attempt under way may still arrive.
   *
   * @throws GatewayException NOT_FOUND, or CONFLICT in another state
   */
  public DeliveryView cancel(UUID id) {
    Delivery delivery = locked(id);
    Instant now = clock.instant();
    return changed(delivery, "cancelled", () -> delivery.cancel(now));
  }

  private Delivery locked(UUID id) {
    Delivery delivery = em.find(Delivery.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (delivery == null) {
      throw GatewayException.notFound("Delivery", id);
    }
    return delivery;
  }

  private static DeliveryView changed(Delivery delivery, String verb, Runnable change) {
    try {
      change.run();
    } catch (IllegalStateException e) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "Delivery " + delivery.id() + " is " + delivery.state() + " and cannot be " + verb,
          e);
    }
    return DeliveryView.of(delivery);
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

  private UUID store(SiteEvent event) {
    Instant now = clock.instant();
    UUID id = TimeOrderedId.at(now);
    em.persist(
        new Delivery(
            id,
            event.siteId(),
            targets.of(event.siteId(), event.targetUrl()),
            event.event(),
            event.targetUrl(),
            event.body(id, now),
            event.dedupKey(),
            now));
    return id;
  }
}

package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryReplay;
import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: wishes to send many deliveries again, and their batches. */
@Stateless
public class ReplayStore {

  private static final int BATCH = 500;
  private static final int LONGEST_KEY = 100;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;

  /**
   * Writes the wish down. The same key again, by the same one, is the same wish.
   *
   * @param requestedBy whose keys are meant: a site or an operator
   * @param key null: a wish of its own
   * @param actor for the audit
   * @throws GatewayException CONFLICT when the key was used for something else
   */
  public ReplayView open(
      ReplayCommand command, String requestedBy, @Nullable String key, String actor) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw GatewayException.invalid("idempotency_key", "must have 1 to 100 characters");
    }
    DeliveryReplay earlier = key == null ? null : earlier(requestedBy, key);
    if (earlier != null) {
      return same(earlier, command);
    }
    Instant now = clock.instant();
    DeliveryReplay replay =
        new DeliveryReplay(
            requestedBy,
            key == null ? UUID.randomUUID().toString() : key,
            command.siteId(),
            command.event(),
            command.fromState(),
            command.from(),
            command.until() == null ? now : command.until(),
            command.from() == null ? TimeOrderedId.FIRST : TimeOrderedId.firstAt(command.from()),
            now);
    em.persist(replay);
    try {
      em.flush();
    } catch (PersistenceException e) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "This replay is just being asked for: ask again", e);
    }
    audit.record(actor, "delivery.replay-many", "replay " + replay.id(), described(command));
    return ReplayView.of(replay);
  }

  /**
   * Sends the next few of it again.
   *
   * @return how far it has come
   */
  public ReplayView step(UUID id) {
    DeliveryReplay replay =
        Objects.requireNonNull(
            em.find(DeliveryReplay.class, id, LockModeType.PESSIMISTIC_WRITE), "replay");
    if (replay.finishedAt() == null) {
      List<UUID> batch = next(replay);
      if (!batch.isEmpty()) {
        int changed =
            em.createNamedQuery(Delivery.REPLAY)
                .setParameter("ids", batch)
                .setParameter("states", states(replay))
                .setParameter("now", clock.instant())
                .executeUpdate();
        replay.advance(batch.get(batch.size() - 1), changed);
      }
      if (batch.size() < BATCH) {
        replay.finish(clock.instant());
      }
    }
    return ReplayView.of(replay);
  }

  /** The oldest first. */
  public List<UUID> unfinished() {
    return em.createNamedQuery(DeliveryReplay.UNFINISHED, UUID.class)
        .setMaxResults(10)
        .getResultList();
  }

  /** Forgets what was finished before: from then on its key means something new. */
  public int purge(Instant before) {
    return em.createNamedQuery(DeliveryReplay.PURGE).setParameter("before", before).executeUpdate();
  }

  private List<UUID> next(DeliveryReplay replay) {
    CriteriaBuilder is = em.getCriteriaBuilder();
    CriteriaQuery<UUID> query = is.createQuery(UUID.class);
    Root<Delivery> delivery = query.from(Delivery.class);
    List<Predicate> all = new ArrayList<>();
    if (replay.siteId() != null) {
      all.add(is.equal(delivery.get("siteId"), replay.siteId()));
    }
    if (replay.event() != null) {
      all.add(is.equal(delivery.get("event"), replay.event()));
    }
    all.add(delivery.get("state").in(states(replay)));
    all.add(is.greaterThan(delivery.<UUID>get("id"), replay.reached()));
    UUID end = TimeOrderedId.firstAt(replay.createdUntil());
    all.add(is.lessThan(delivery.<UUID>get("id"), end));
    query
        .select(delivery.get("id"))
        .where(all.toArray(Predicate[]::new))
        .orderBy(is.asc(delivery.get("id")));
    return em.createQuery(query).setMaxResults(BATCH).getResultList();
  }

  private static Set<Delivery.State> states(DeliveryReplay replay) {
    return replay.fromState() == null
        ? Set.of(Delivery.State.DEAD, Delivery.State.DELIVERED)
        : Set.of(replay.fromState());
  }

  private @Nullable DeliveryReplay earlier(String requestedBy, String key) {
    return em.createNamedQuery(DeliveryReplay.BY_KEY, DeliveryReplay.class)
        .setParameter("requestedBy", requestedBy)
        .setParameter("idempotencyKey", key)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  private static ReplayView same(DeliveryReplay earlier, ReplayCommand command) {
    boolean same =
        Objects.equals(earlier.siteId(), command.siteId())
            && Objects.equals(earlier.event(), command.event())
            && earlier.fromState() == command.fromState()
            && Objects.equals(earlier.createdFrom(), command.from())
            && (command.until() == null || command.until().equals(earlier.createdUntil()));
    if (!same) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "This idempotency key was used to ask for something else");
    }
    return ReplayView.of(earlier);
  }

  private static String described(ReplayCommand command) {
    return "site %s, event %s, state %s, from %s until %s"
        .formatted(
            command.siteId(), command.event(), command.state(), command.from(), command.until());
  }
}

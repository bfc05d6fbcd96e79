package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryReplay;
import bankapi.platform.control.Audit;
import bankapi.platform.control.Choice;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: wishes to send many deliveries again, and their batches. */
@Stateless
public class ReplayStore {

  private static final int BATCH = 500;
  private static final int LONGEST_KEY = 100;
  private static final int LONGEST_EVENT = 60;

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
   * @throws GatewayException CONFLICT when the key was used for something else; INVALID_ARGUMENT
   */
  public ReplayView open(
      ReplayCommand command, String requestedBy, @Nullable String key, String actor) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw GatewayException.invalid("idempotency_key", "must have 1 to 100 characters");
    }
    if (command.event() != null && command.event().length() > LONGEST_EVENT) {
      throw GatewayException.invalid("event", "is longer than 60 characters");
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
            first(command.from()),
            count(command),
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

  /** How many of them there are now that would be sent again. */
  public long count(ReplayCommand command) {
    CriteriaBuilder is = em.getCriteriaBuilder();
    CriteriaQuery<Long> query = is.createQuery(Long.class);
    Root<Delivery> delivery = query.from(Delivery.class);
    Instant until = command.until() == null ? clock.instant() : command.until();
    query
        .select(is.count(delivery))
        .where(
            meant(
                is,
                delivery,
                command.siteId(),
                command.event(),
                command.fromState(),
                first(command.from()),
                until));
    return em.createQuery(query).getSingleResult();
  }

  /**
   * Those that were asked for, by operators and sites, the newest first.
   *
   * @param state {@code running}, {@code finished} or {@code cancelled}; null: any
   */
  public Page<ReplayView> list(@Nullable String state, PageWish wish) {
    Listing<DeliveryReplay> listing = new Listing<>(DeliveryReplay.class, "requestedAt");
    ReplayView.State wanted = Choice.of("state", ReplayView.State.class, state);
    if (wanted != null) {
      switch (wanted) {
        case RUNNING -> listing.only("e.finishedAt is null");
        case FINISHED -> listing.only("e.finishedAt is not null and e.cancelledAt is null");
        case CANCELLED -> listing.only("e.cancelledAt is not null");
      }
    }
    return listing.page(em, wish, DeliveryReplay::requestedAt, DeliveryReplay::id, ReplayView::of);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public ReplayView find(UUID id) {
    return Optional.ofNullable(em.find(DeliveryReplay.class, id))
        .map(ReplayView::of)
        .orElseThrow(() -> GatewayException.notFound("Replay", id));
  }

  /**
   * Stops it after the batch it is at. Said twice it changes nothing twice.
   *
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND, or CONFLICT when it is finished
   */
  public ReplayView cancel(UUID id, String actor) {
    DeliveryReplay replay = em.find(DeliveryReplay.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (replay == null) {
      throw GatewayException.notFound("Replay", id);
    }
    if (replay.cancelledAt() == null) {
      if (replay.finishedAt() != null) {
        throw new GatewayException(
            GatewayException.Code.CONFLICT, "Replay " + id + " is finished already");
      }
      replay.cancel(clock.instant());
      audit.record(
          actor, "delivery.replay-cancelled", "replay " + id, "after " + replay.replayed());
    }
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
                .setParameter("states", states(replay.fromState()))
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
    query
        .select(delivery.get("id"))
        .where(
            meant(
                is,
                delivery,
                replay.siteId(),
                replay.event(),
                replay.fromState(),
                replay.reached(),
                replay.createdUntil()))
        .orderBy(is.asc(delivery.get("id")));
    return em.createQuery(query).setMaxResults(BATCH).getResultList();
  }

  /** What is counted and what is sent again are the same deliveries. */
  private static Predicate[] meant(
      CriteriaBuilder is,
      Root<Delivery> delivery,
      @Nullable UUID siteId,
      @Nullable String event,
      Delivery.@Nullable State state,
      UUID after,
      Instant until) {
    List<Predicate> all = new ArrayList<>();
    if (siteId != null) {
      all.add(is.equal(delivery.get("siteId"), siteId));
    }
    if (event != null) {
      all.add(is.equal(delivery.get("event"), event));
    }
    all.add(delivery.get("state").in(states(state)));
    all.add(is.greaterThan(delivery.<UUID>get("id"), after));
    all.add(is.lessThan(delivery.<UUID>get("id"), TimeOrderedId.firstAt(until)));
    return all.toArray(Predicate[]::new);
  }

  private static UUID first(@Nullable Instant from) {
    return from == null ? TimeOrderedId.FIRST : TimeOrderedId.firstAt(from);
  }

  private static Set<Delivery.State> states(Delivery.@Nullable State state) {
    return state == null ? Set.of(Delivery.State.DEAD, Delivery.State.DELIVERED) : Set.of(state);
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

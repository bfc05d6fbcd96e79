package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryRun;
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
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Store: wishes to do the same with many deliveries, and their batches. */
@Stateless
public class DeliveryRunStore {

  private static final int BATCH = 500;
  private static final int MOST_REQUESTERS = 100;
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
  public DeliveryRunView open(
      DeliveryRun.Action action,
      DeliveryFilter which,
      String requestedBy,
      @Nullable String key,
      String actor) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw GatewayException.invalid("idempotency_key", "must have 1 to 100 characters");
    }
    if (which.event() != null && which.event().length() > LONGEST_EVENT) {
      throw GatewayException.invalid("event", "is longer than 60 characters");
    }
    DeliveryRun earlier = key == null ? null : earlier(requestedBy, key);
    if (earlier != null) {
      return same(earlier, action, which);
    }
    Instant now = clock.instant();
    DeliveryRunScope scope = DeliveryRunScope.of(action, which, now);
    DeliveryRun run =
        new DeliveryRun(
            action,
            requestedBy,
            key == null ? UUID.randomUUID().toString() : key,
            scope.which(),
            scope.after(),
            scope.listing(now).count(em),
            now);
    em.persist(run);
    try {
      em.flush();
    } catch (PersistenceException e) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "This is just being asked for: ask again", e);
    }
    audit.record(
        actor,
        "delivery." + word(action) + "-many",
        "run " + run.id(),
        which.siteId(),
        described(which));
    return DeliveryRunView.of(run);
  }

  /** How many of them there are now that would be sent again. */
  public long replayable(DeliveryFilter which) {
    return count(DeliveryRun.Action.REPLAY, which);
  }

  /** How many of them there are now that would be cancelled. */
  public long cancellable(DeliveryFilter which) {
    return count(DeliveryRun.Action.CANCEL, which);
  }

  /**
   * Those that were asked for, by operators and sites, the newest first.
   *
   * @param action {@code replay} or {@code cancel}; null: any
   * @param state {@code running}, {@code finished} or {@code cancelled}; null: any
   */
  public Page<DeliveryRunView> list(
      @Nullable String action, @Nullable String state, PageWish wish) {
    Listing<DeliveryRun> listing =
        new Listing<>(DeliveryRun.class, "requestedAt")
            .where(
                "e.action = :action",
                "action",
                Choice.of("action", DeliveryRun.Action.class, action));
    DeliveryRunView.State wanted = Choice.of("state", DeliveryRunView.State.class, state);
    if (wanted != null) {
      switch (wanted) {
        case RUNNING -> listing.only("e.finishedAt is null");
        case FINISHED -> listing.only("e.finishedAt is not null and e.cancelledAt is null");
        case CANCELLED -> listing.only("e.cancelledAt is not null");
      }
    }
    return listing.page(em, wish, DeliveryRun::requestedAt, DeliveryRun::id, DeliveryRunView::of);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public DeliveryRunView find(UUID id) {
    return Optional.ofNullable(em.find(DeliveryRun.class, id))
        .map(DeliveryRunView::of)
        .orElseThrow(() -> GatewayException.notFound("Run", id));
  }

  /**
   * Stops it after the batch it is at. Said twice it changes nothing twice.
   *
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND, or CONFLICT when it is finished
   */
  public DeliveryRunView cancel(UUID id, String actor) {
    DeliveryRun run = em.find(DeliveryRun.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (run == null) {
      throw GatewayException.notFound("Run", id);
    }
    if (run.cancelledAt() == null) {
      if (run.finishedAt() != null) {
        throw new GatewayException(
            GatewayException.Code.CONFLICT, "Run " + id + " is finished already");
      }
      run.cancel(clock.instant());
      audit.record(actor, "delivery.run-cancelled", "run " + id, "after " + run.done());
    }
    return DeliveryRunView.of(run);
  }

  /**
   * Does it with the next few.
   *
   * @return how far it has come
   */
  public DeliveryRunView step(UUID id) {
    DeliveryRun run =
        Objects.requireNonNull(
            em.find(DeliveryRun.class, id, LockModeType.PESSIMISTIC_WRITE), "run");
    if (run.finishedAt() == null) {
      Instant now = clock.instant();
      DeliveryRunScope scope = DeliveryRunScope.of(run);
      List<UUID> batch = scope.listing(now).oldest(em, BATCH);
      if (!batch.isEmpty()) {
        lock(batch);
        int changed =
            em.createNamedQuery(scope.update())
                .setParameter("ids", batch)
                .setParameter("states", scope.states())
                .setParameter("now", now)
                .executeUpdate();
        run.advance(batch.get(batch.size() - 1), changed);
      }
      if (batch.size() < BATCH) {
        run.finish(now);
      }
    }
    return DeliveryRunView.of(run);
  }

  /**
   * In the order of their ids, as by whoever resumes an address, so that no two wait for each
   * other. The rows alone: bodies are not read for it, which JPQL could not leave out.
   */
  private void lock(List<UUID> batch) {
    String places =
        IntStream.rangeClosed(1, batch.size())
            .mapToObj(place -> "?" + place)
            .collect(Collectors.joining(", "));
    Query locked =
        em.createNativeQuery(
            "select id from delivery where id in (" + places + ") order by id for update");
    for (int i = 0; i < batch.size(); i++) {
      locked.setParameter(i + 1, batch.get(i));
    }
    locked.getResultList();
  }

  /** The oldest one of each who asked, so that nobody's many hold up another's; oldest first. */
  public List<UUID> unfinished() {
    return em.createNamedQuery(DeliveryRun.UNFINISHED, UUID.class)
        .setMaxResults(MOST_REQUESTERS)
        .getResultList();
  }

  /** Forgets what was finished before: from then on its key means something new. */
  public int purge(Instant before) {
    return em.createNamedQuery(DeliveryRun.PURGE).setParameter("before", before).executeUpdate();
  }

  private long count(DeliveryRun.Action action, DeliveryFilter which) {
    Instant now = clock.instant();
    return DeliveryRunScope.of(action, which, now).listing(now).count(em);
  }

  private @Nullable DeliveryRun earlier(String requestedBy, String key) {
    return em.createNamedQuery(DeliveryRun.BY_KEY, DeliveryRun.class)
        .setParameter("requestedBy", requestedBy)
        .setParameter("idempotencyKey", key)
        .getResultStream()
        .findFirst()
        .orElse(null);
  }

  private static DeliveryRunView same(
      DeliveryRun earlier, DeliveryRun.Action action, DeliveryFilter which) {
    DeliveryRun.Which wanted = which.meant().until(earlier.which().createdUntil());
    if (earlier.action() != action || !earlier.which().equals(wanted)) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT,
          "This idempotency key was used to ask for something else");
    }
    return DeliveryRunView.of(earlier);
  }

  private static String described(DeliveryFilter which) {
    return "address %s, item %s, event %s, state %s, waiting %s, from %s until %s"
        .formatted(
            which.targetId(),
            which.itemId(),
            which.event(),
            which.state(),
            which.waiting(),
            which.from(),
            which.until());
  }

  private static String word(DeliveryRun.Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }
}

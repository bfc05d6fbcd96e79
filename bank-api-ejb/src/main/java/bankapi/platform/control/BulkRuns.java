package bankapi.platform.control;

import bankapi.platform.entity.BulkRun;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the stores of all kinds of runs over many rows do alike. */
public final class BulkRuns<R extends BulkRun> {

  private static final int MOST_REQUESTERS = 100;
  private static final int LONGEST_KEY = 100;

  private static final String BY_KEY =
      "select r from %s r where r.requestedBy = :requestedBy"
          + " and r.idempotencyKey = :idempotencyKey";

  private static final String UNFINISHED =
      "select r.id from %1$s r where r.finishedAt is null"
          + " and not exists (select o.id from %1$s o where o.finishedAt is null"
          + " and o.requestedBy = r.requestedBy and (o.requestedAt < r.requestedAt"
          + " or (o.requestedAt = r.requestedAt and o.id < r.id)))"
          + " order by r.requestedAt, r.id";

  private static final String PURGE = "delete from %s r where r.finishedAt < :before";

  private final Class<R> type;

  public BulkRuns(Class<R> type) {
    this.type = type;
  }

  /**
   * @param key of the client; null: a wish of its own
   * @return what the run is to be known by
   * @throws GatewayException INVALID_ARGUMENT
   */
  public static String key(@Nullable String key) {
    if (key == null) {
      return UUID.randomUUID().toString();
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw GatewayException.invalid("idempotency_key", "must have 1 to 100 characters");
    }
    return key;
  }

  /** What the same one asked for with the same key. */
  public Optional<R> earlier(EntityManager em, String requestedBy, String key) {
    return em.createQuery(BY_KEY.formatted(name()), type)
        .setParameter("requestedBy", requestedBy)
        .setParameter("idempotencyKey", key)
        .getResultStream()
        .findFirst();
  }

  /** What is to be thrown where a key comes again with another wish: CONFLICT. */
  public static GatewayException otherwiseUsed() {
    return new GatewayException(
        GatewayException.Code.CONFLICT, "This idempotency key was used to ask for something else");
  }

  /**
   * Writes it down.
   *
   * @throws GatewayException CONFLICT where the same is asked for at this moment
   */
  public void add(EntityManager em, R run) {
    em.persist(run);
    try {
      em.flush();
    } catch (PersistenceException e) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "This is just being asked for: ask again", e);
    }
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public R find(EntityManager em, UUID id) {
    return Optional.ofNullable(em.find(type, id))
        .orElseThrow(() -> GatewayException.notFound("Run", id));
  }

  /** The one that is there: nobody else works on it meanwhile. */
  public R locked(EntityManager em, UUID id) {
    return Objects.requireNonNull(em.find(type, id, LockModeType.PESSIMISTIC_WRITE), "run");
  }

  /**
   * Stops it after the batch it is at.
   *
   * @return whether it was running; cancelled twice it is not
   * @throws GatewayException NOT_FOUND, or CONFLICT when it is finished
   */
  public boolean cancel(EntityManager em, UUID id, Instant now) {
    R run = em.find(type, id, LockModeType.PESSIMISTIC_WRITE);
    if (run == null) {
      throw GatewayException.notFound("Run", id);
    }
    if (run.cancelledAt() != null) {
      return false;
    }
    if (run.finishedAt() != null) {
      throw new GatewayException(
          GatewayException.Code.CONFLICT, "Run " + id + " is finished already");
    }
    run.cancel(now);
    return true;
  }

  /** To be narrowed. */
  public Listing<R> listing() {
    return new Listing<>(type, "requestedAt");
  }

  /**
   * The newest first.
   *
   * @param state {@code running}, {@code finished} or {@code cancelled}; null: any
   * @throws GatewayException INVALID_ARGUMENT
   */
  public <V> Page<V> page(
      EntityManager em,
      Listing<R> listing,
      @Nullable String state,
      PageWish wish,
      Function<R, V> view) {
    RunState wanted = Choice.of("state", RunState.class, state);
    if (wanted != null) {
      listing.only(wanted.condition());
    }
    return listing.page(em, wish, BulkRun::requestedAt, BulkRun::id, view);
  }

  /** The oldest one of each who asked, so that nobody's many hold up another's; oldest first. */
  public List<UUID> unfinished(EntityManager em) {
    return em.createQuery(UNFINISHED.formatted(name()), UUID.class)
        .setMaxResults(MOST_REQUESTERS)
        .getResultList();
  }

  /** Forgets what was finished before: from then on its key means something new. */
  public int purge(EntityManager em, Instant before) {
    return em.createQuery(PURGE.formatted(name())).setParameter("before", before).executeUpdate();
  }

  private String name() {
    return type.getSimpleName();
  }
}

package bankapi.connection.control;

import bankapi.connection.entity.UserRun;
import bankapi.platform.control.Audit;
import bankapi.platform.control.BulkRuns;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.PageWish.Cursor;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.Tenancy;
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
import org.jspecify.annotations.Nullable;

/** Store: wishes to delete all users of a site, and which user is whose turn. */
@Stateless
public class UserRunStore {

  /** Longer than Bridge is waited for; whoever takes longer does nothing twice. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** Of one user: two minutes and more. */
  private static final int MOST_TRIES = 5;

  private static final int AT_ONCE = 100;
  private static final BulkRuns<UserRun> RUNS = new BulkRuns<>(UserRun.class);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;
  @Inject BridgeUserAdmin users;
  @Inject Tenancy tenancy;

  /**
   * Whose turn it is: the oldest user behind a place.
   *
   * @param token to say with what came of it
   * @param until whoever was made later is not meant
   * @param actor for the audit
   */
  public record Turn(
      UUID runId, UUID token, UUID siteId, Cursor place, Instant until, String actor) {}

  /**
   * Writes the wish down. The same key again, by the same one, is the same wish; and while one over
   * the site goes on, whoever wants it too gets that one: stopping it stops it.
   *
   * @param requestedBy whose keys are meant: an operator
   * @param key null: a wish of its own
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND for the site; CONFLICT while it is active, or when the key
   *     was used for another site; INVALID_ARGUMENT
   */
  public UserRunView open(UUID siteId, String requestedBy, @Nullable String key, String actor) {
    String known = BulkRuns.key(key);
    Optional<UserRun> earlier = RUNS.earlier(em, requestedBy, known);
    if (earlier.isPresent()) {
      if (!earlier.get().siteId().equals(siteId)) {
        throw BulkRuns.otherwiseUsed();
      }
      return view(earlier.get());
    }
    long wanted = users.countAndHold(siteId);
    Optional<UserRun> goesOn =
        em.createNamedQuery(UserRun.UNFINISHED_OF_SITE, UserRun.class)
            .setParameter("siteId", siteId)
            .getResultStream()
            .findFirst();
    if (goesOn.isPresent()) {
      return view(goesOn.get());
    }
    UserRun run = new UserRun(requestedBy, known, actor, siteId, wanted, clock.instant());
    RUNS.add(em, run);
    audit.record(actor, "user.delete-many", "run " + run.id(), siteId, wanted + " users");
    return view(run);
  }

  /**
   * Those that were asked for, the newest first.
   *
   * @param siteId null: of all sites
   * @param state {@code running}, {@code finished} or {@code cancelled}; null: any
   * @throws GatewayException INVALID_ARGUMENT
   */
  public Page<UserRunView> list(@Nullable UUID siteId, @Nullable String state, PageWish wish) {
    return RUNS.page(
        em, RUNS.listing().where("e.siteId = :siteId", "siteId", siteId), state, wish, this::view);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public UserRunView find(UUID id) {
    return view(RUNS.find(em, id));
  }

  /**
   * Stops it after the user it is at. Said twice it changes nothing twice.
   *
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND, or CONFLICT when it is finished
   */
  public UserRunView cancel(UUID id, String actor) {
    boolean wasRunning = RUNS.cancel(em, id, clock.instant());
    UserRun run = RUNS.find(em, id);
    if (wasRunning) {
      audit.record(actor, "user.run-cancelled", "run " + id, run.siteId(), "after " + run.done());
    }
    return view(run);
  }

  /** Those that nobody works on, and whose pause is over. */
  public List<UUID> due() {
    return em.createNamedQuery(UserRun.DUE, UUID.class)
        .setParameter("now", clock.instant())
        .setMaxResults(AT_ONCE)
        .getResultList();
  }

  /** Empty where another node was faster, or it is over. */
  public Optional<Turn> claim(UUID id) {
    UserRun run = RUNS.locked(em, id);
    Instant now = clock.instant();
    if (run.finishedAt() != null || run.nextAt().isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(
        new Turn(
            id,
            run.claim(now.plus(LEASE)),
            run.siteId(),
            new Cursor(run.reachedAt(), run.reachedId()),
            run.requestedAt(),
            run.actor()));
  }

  /**
   * The next user comes.
   *
   * @param user the place of the one whose turn it was, who was deleted
   * @return whether it goes on
   */
  public boolean deleted(Turn turn, Cursor user) {
    UserRun run = RUNS.locked(em, turn.runId());
    if (run.isClaimedBy(turn.token())) {
      run.deleted(user.at(), user.id(), clock.instant());
    }
    return run.finishedAt() == null;
  }

  /** As above, for one who is left. */
  public boolean leave(Turn turn, Cursor user, String because) {
    UserRun run = RUNS.locked(em, turn.runId());
    if (run.isClaimedBy(turn.token())) {
      run.leave(user.at(), user.id(), because, clock.instant());
    }
    return run.finishedAt() == null;
  }

  /**
   * The same user is tried again after a pause; in the end it is left.
   *
   * @param tried whether that was a try in vain; where none was made, it is put off without end
   * @return whether it is left now
   */
  public boolean putOff(Turn turn, Cursor user, boolean tried, String because) {
    UserRun run = RUNS.locked(em, turn.runId());
    if (run.finishedAt() != null || !run.isClaimedBy(turn.token())) {
      return false;
    }
    Instant now = clock.instant();
    run.putOff(tried, because, now.plus(PAUSE));
    boolean left = run.tries() >= MOST_TRIES;
    if (left) {
      run.leave(user.at(), user.id(), because, now);
    }
    return left;
  }

  /** No user is left. */
  public void finish(Turn turn) {
    UserRun run = RUNS.locked(em, turn.runId());
    if (run.finishedAt() == null && run.isClaimedBy(turn.token())) {
      run.finish(clock.instant());
    }
  }

  /** It cannot go on. */
  public void stop(Turn turn, String because) {
    UserRun run = RUNS.locked(em, turn.runId());
    if (run.finishedAt() == null && run.isClaimedBy(turn.token())) {
      run.stop(because, clock.instant());
    }
  }

  /** Forgets what was finished before: from then on its key means something new. */
  public int purge(Instant before) {
    return RUNS.purge(em, before);
  }

  private UserRunView view(UserRun run) {
    return UserRunView.of(run, tenancy.site(run.siteId()).siteKey());
  }
}

package bankapi.event.control;

import bankapi.event.entity.EventRun;
import bankapi.event.entity.ReceivedEvent;
import bankapi.platform.control.Audit;
import bankapi.platform.control.BulkRuns;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: wishes to work many of Bridge's webhooks off again, and their batches. */
@Stateless
public class EventRunStore {

  private static final int BATCH = 500;
  private static final int LONGEST_TYPE = 100;
  private static final BulkRuns<EventRun> RUNS = new BulkRuns<>(EventRun.class);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;

  /**
   * Writes the wish down. The same key again, by the same one, is the same wish.
   *
   * @param requestedBy whose keys are meant: an operator
   * @param key null: a wish of its own
   * @param actor for the audit
   * @throws GatewayException CONFLICT when the key was used for something else; INVALID_ARGUMENT
   */
  public EventRunView open(
      EventFilter which, String requestedBy, @Nullable String key, String actor) {
    String known = BulkRuns.key(key);
    Optional<EventRun> earlier = RUNS.earlier(em, requestedBy, known);
    if (earlier.isPresent()) {
      return same(earlier.get(), which);
    }
    Instant now = clock.instant();
    EventRun.Which meant = meant(which, now);
    EventRun run = new EventRun(requestedBy, known, meant, matching(meant).count(em), now);
    RUNS.add(em, run);
    audit.record(
        actor,
        "event.redo-many",
        "run " + run.id(),
        which.siteId(),
        "item %s, type %s, state %s, from %s until %s"
            .formatted(
                meant.itemId(),
                meant.type(),
                EventFilter.of(meant).state(),
                meant.receivedFrom(),
                meant.receivedUntil()));
    return EventRunView.of(run);
  }

  /**
   * How many of them there are now that would be worked off again.
   *
   * @throws GatewayException INVALID_ARGUMENT
   */
  public long redoable(EventFilter which) {
    return matching(meant(which, clock.instant())).count(em);
  }

  /**
   * Those that were asked for, the newest first.
   *
   * @param state {@code running}, {@code finished} or {@code cancelled}; null: any
   * @throws GatewayException INVALID_ARGUMENT
   */
  public Page<EventRunView> list(@Nullable String state, PageWish wish) {
    return RUNS.page(em, RUNS.listing(), state, wish, EventRunView::of);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public EventRunView find(UUID id) {
    return EventRunView.of(RUNS.find(em, id));
  }

  /**
   * Stops it after the batch it is at. Said twice it changes nothing twice.
   *
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND, or CONFLICT when it is finished
   */
  public EventRunView cancel(UUID id, String actor) {
    boolean wasRunning = RUNS.cancel(em, id, clock.instant());
    EventRunView run = find(id);
    if (wasRunning) {
      audit.record(actor, "event.run-cancelled", "run " + id, "after " + run.done());
    }
    return run;
  }

  /**
   * Does it with the next few.
   *
   * @return how far it has come
   */
  public EventRunView step(UUID id) {
    EventRun run = RUNS.locked(em, id);
    if (run.finishedAt() == null) {
      Instant now = clock.instant();
      List<UUID> batch = left(run).oldest(em, BATCH);
      if (!batch.isEmpty()) {
        again(run, batch, now);
      }
      if (batch.size() < BATCH) {
        run.finish(now);
      }
    }
    return EventRunView.of(run);
  }

  /** The oldest one of each who asked, so that nobody's many hold up another's; oldest first. */
  public List<UUID> unfinished() {
    return RUNS.unfinished(em);
  }

  /** Forgets what was finished before: from then on its key means something new. */
  public int purge(Instant before) {
    return RUNS.purge(em, before);
  }

  /**
   * Locked by their ids: a limit and a lock in one query is nothing that H2 understands. Those that
   * somebody else was faster with are left out; where all of them were forgotten meanwhile, they
   * are not found again.
   */
  private void again(EventRun run, List<UUID> batch, Instant now) {
    List<ReceivedEvent> locked =
        em.createNamedQuery(ReceivedEvent.BY_IDS, ReceivedEvent.class)
            .setParameter("ids", batch)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    List<ReceivedEvent> these =
        locked.stream().filter(event -> event.state() == run.which().fromState()).toList();
    these.forEach(event -> event.again(now));
    if (!locked.isEmpty()) {
      run.advance(locked.get(locked.size() - 1), these.size());
    }
  }

  private static Listing<ReceivedEvent> left(EventRun run) {
    return matching(run.which())
        .where("e.receivedAt >= :reachedAt", "reachedAt", run.reachedAt())
        .where("e.receivedAt > :reachedAt or e.id > :reachedId", "reachedId", run.reachedId());
  }

  private static Listing<ReceivedEvent> matching(EventRun.Which which) {
    return EventFilter.of(which).listing();
  }

  /** Only what may be worked off again, from a time that is said. */
  private static EventRun.Which meant(EventFilter which, Instant now) {
    if (which.type() != null && which.type().length() > LONGEST_TYPE) {
      throw GatewayException.invalid("type", "is longer than 100 characters");
    }
    EventRun.Which meant = which.meant().until(now);
    if (!meant.receivedFrom().isBefore(meant.receivedUntil())) {
      throw GatewayException.invalid("until", "must be later than from");
    }
    return meant;
  }

  private static EventRunView same(EventRun earlier, EventFilter which) {
    if (!earlier.which().equals(which.meant().until(earlier.which().receivedUntil()))) {
      throw BulkRuns.otherwiseUsed();
    }
    return EventRunView.of(earlier);
  }
}

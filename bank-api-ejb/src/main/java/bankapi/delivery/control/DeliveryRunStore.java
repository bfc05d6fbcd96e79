package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.control.Audit;
import bankapi.platform.control.BulkRuns;
import bankapi.platform.control.Choice;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Store: wishes to do the same with many deliveries, and their batches. */
@Stateless
public class DeliveryRunStore {

  private static final int BATCH = 500;
  private static final int LONGEST_EVENT = 60;
  private static final BulkRuns<DeliveryRun> RUNS = new BulkRuns<>(DeliveryRun.class);

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
    String known = BulkRuns.key(key);
    if (which.event() != null && which.event().length() > LONGEST_EVENT) {
      throw GatewayException.invalid("event", "is longer than 60 characters");
    }
    Optional<DeliveryRun> earlier = RUNS.earlier(em, requestedBy, known);
    if (earlier.isPresent()) {
      return same(earlier.get(), action, which);
    }
    Instant now = clock.instant();
    DeliveryRunScope scope = DeliveryRunScope.of(action, which, now);
    DeliveryRun run =
        new DeliveryRun(
            action,
            requestedBy,
            known,
            scope.which(),
            scope.after(),
            scope.listing(now).count(em),
            now);
    RUNS.add(em, run);
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
        RUNS.listing()
            .where(
                "e.action = :action",
                "action",
                Choice.of("action", DeliveryRun.Action.class, action));
    return RUNS.page(em, listing, state, wish, DeliveryRunView::of);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public DeliveryRunView find(UUID id) {
    return DeliveryRunView.of(RUNS.find(em, id));
  }

  /**
   * Stops it after the batch it is at. Said twice it changes nothing twice.
   *
   * @param actor for the audit
   * @throws GatewayException NOT_FOUND, or CONFLICT when it is finished
   */
  public DeliveryRunView cancel(UUID id, String actor) {
    boolean wasRunning = RUNS.cancel(em, id, clock.instant());
    DeliveryRunView run = find(id);
    if (wasRunning) {
      audit.record(actor, "delivery.run-cancelled", "run " + id, "after " + run.done());
    }
    return run;
  }

  /**
   * Does it with the next few.
   *
   * @return how far it has come
   */
  public DeliveryRunView step(UUID id) {
    DeliveryRun run = RUNS.locked(em, id);
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
    return RUNS.unfinished(em);
  }

  /** Forgets what was finished before: from then on its key means something new. */
  public int purge(Instant before) {
    return RUNS.purge(em, before);
  }

  private long count(DeliveryRun.Action action, DeliveryFilter which) {
    Instant now = clock.instant();
    return DeliveryRunScope.of(action, which, now).listing(now).count(em);
  }

  private static DeliveryRunView same(
      DeliveryRun earlier, DeliveryRun.Action action, DeliveryFilter which) {
    DeliveryRun.Which wanted = which.meant().until(earlier.which().createdUntil());
    if (earlier.action() != action || !earlier.which().equals(wanted)) {
      throw BulkRuns.otherwiseUsed();
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

package bankapi.event.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.control.TestFlow;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Working many of Bridge's webhooks off again. */
@OnEachDatabase
class EventRunsIT extends AtTheInbox {

  private static final String OLIVIA = "operator olivia";

  private final EventRunStore store;
  private final EventRuns runs;

  EventRunsIT(TestDatabase database) {
    super(database);
    store = database.store(EventRunStore.class, clock, audit);
    runs = TestBeans.create(EventRuns.class, store);
  }

  /** Of one user, and many of the same moment. */
  private void hearMany(int many) {
    UUID user = UUID.randomUUID();
    // in one transaction, as it is faster
    database.doInTransaction(
        em -> {
          for (int item = 0; item < many; item++) {
            store(
                "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\"},\"type\":\"%s\"}"
                    .formatted(item, user, TYPE));
            clock.pass(Duration.ofMillis(item % 400 == 0 ? 1 : 0));
          }
        });
    workOff();
    clock.pass(Duration.ofMillis(1));
  }

  private EventFilter done(@Nullable String type) {
    return new EventFilter(null, null, type, "done", begin, null);
  }

  private EventRunView redo(EventFilter which) {
    return runs.redo(which, OLIVIA, null, "olivia");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyAreWorkedOffAgainEachOnceAlsoWhereTheyAreDoneAgainMeanwhile(boolean ofOneType) {
    hearMany(601);
    EventFilter which = done(ofOneType ? TYPE : null);
    assertThat(store.redoable(which)).isEqualTo(601);
    EventRunView run = store.open(which, OLIVIA, null, "olivia");
    assertThat(run.wanted()).isEqualTo(601);
    assertThat(run.state()).isEqualTo("running");
    assertThat(workOff()).as("it was only counted").isEmpty();

    run = store.step(run.id());
    assertThat(run.done()).isEqualTo(500);
    // here the node dies, and what was set back is done before another one goes on
    List<UUID> again = workOff();
    while (!store.unfinished().isEmpty()) {
      runs.tick();
      again.addAll(workOff());
    }
    assertThat(again).hasSize(601).doesNotHaveDuplicates();
    run = store.find(run.id());
    assertThat(run.done()).isEqualTo(601);
    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.finishedAt()).isNotNull();
  }

  @Test
  void theOldestComeFirst() {
    hearMany(501);
    EventRunView run = store.open(done(null), OLIVIA, null, "olivia");
    store.step(run.id());
    assertThat(itemsOf(workOff())).hasSize(500).contains(0L);
    store.step(run.id());
    assertThat(workOff()).hasSize(1);
  }

  private List<Long> itemsOf(List<UUID> events) {
    return database.inTransaction(
        em ->
            em.createQuery(
                    "select e.bridgeItemId from ReceivedEvent e where e.id in :ids", Long.class)
                .setParameter("ids", events)
                .getResultList());
  }

  @Test
  void onlyThoseOfAnItemOrASiteWhereSoWished() {
    BridgeUserView mine = flow.user();
    int item = (int) TestFlow.newItem();
    hear(item, mine.knownUuid());
    hear(item + 100_000, mine.knownUuid());
    hear(item, flow.user().knownUuid());
    workOff();
    clock.pass(Duration.ofMillis(1));
    assertThat(redo(of((long) item, mine.siteId())).done()).isEqualTo(1);
    assertThat(workOff()).hasSize(1);
    assertThat(redo(of((long) item, null)).done()).isEqualTo(2);
    assertThat(workOff()).hasSize(2);
    assertThat(redo(of(null, mine.siteId())).done()).isEqualTo(2);
  }

  private EventFilter of(@Nullable Long item, @Nullable UUID site) {
    return new EventFilter(item, site, null, "done", begin, null);
  }

  @Test
  void onlyThoseOfTheTimeAndTheState() {
    hear(1);
    workOff();
    clock.pass(Duration.ofMillis(1));
    Instant later = clock.instant();
    hear(2);
    workOff();
    clock.pass(Duration.ofMillis(1));
    assertThat(redo(new EventFilter(null, null, null, "done", begin, later)).done()).isEqualTo(1);
    workOff();
    assertThat(redo(new EventFilter(null, null, null, "done", later, null)).done()).isEqualTo(1);
    workOff();
    EventRunView failed = redo(new EventFilter(null, null, null, null, begin, null));
    assertThat(failed.done()).as("none has failed").isZero();
    assertThat(failed.which().state()).isEqualTo("failed");
  }

  @Test
  void whatIsHeardAfterItWasAskedForIsNotMeant() {
    hearMany(2);
    EventRunView run = store.open(done(null), OLIVIA, null, "olivia");
    hearMany(1);
    assertThat(store.step(run.id()).done()).isEqualTo(2);
  }

  @Test
  void theSameKeyDoesNothingTwice() {
    hearMany(1);
    EventRunView first = runs.redo(done(null), OLIVIA, "k", "olivia");
    assertThat(workOff()).hasSize(1);
    clock.pass(Duration.ofMinutes(1));
    assertThat(runs.redo(done(null), OLIVIA, "k", "olivia")).isEqualTo(first);
    assertThat(workOff()).isEmpty();
    fails(Code.CONFLICT, () -> runs.redo(done(TYPE), OLIVIA, "k", "olivia"));
    assertThat(runs.redo(done(null), "operator otto", "k", "otto").done())
        .as("another's key")
        .isEqualTo(1);
  }

  /** Databases keep microseconds. */
  @Test
  void theSameKeyIsTheSameWishHoweverFineItsTimesAre() {
    EventFilter fine =
        new EventFilter(
            null,
            null,
            null,
            "done",
            Instant.parse("2026-01-01T00:00:00.123456789Z"),
            Instant.parse("2026-02-01T00:00:00.999999999Z"));
    EventRunView first = runs.redo(fine, OLIVIA, "fine", "olivia");
    assertThat(runs.redo(fine, OLIVIA, "fine", "olivia").id()).isEqualTo(first.id());
  }

  @Test
  void aCancelledOneStopsAfterItsBatch() {
    hearMany(501);
    EventRunView run = store.open(done(null), OLIVIA, "stop", "olivia");
    store.step(run.id());
    String otto = "otto-" + UUID.randomUUID();
    EventRunView cancelled = store.cancel(run.id(), otto);
    assertThat(cancelled.state()).isEqualTo("cancelled");
    assertThat(cancelled.done()).isEqualTo(500);
    assertThat(store.unfinished()).doesNotContain(run.id());
    assertThat(store.step(run.id())).as("a node that had it").isEqualTo(cancelled);
    assertThat(workOff()).hasSize(500);
    assertThat(store.cancel(run.id(), otto)).as("twice").isEqualTo(cancelled);
    assertThat(auditOf(otto)).containsExactly("event.run-cancelled null after 500");
    fails(Code.CONFLICT, () -> store.cancel(redo(done(null)).id(), otto));
    fails(Code.NOT_FOUND, () -> store.cancel(UUID.randomUUID(), otto));
    fails(Code.NOT_FOUND, () -> store.find(UUID.randomUUID()));
  }

  @Test
  void theyAreFoundAgainByState() {
    clock.pass(Duration.ofSeconds(1));
    EventRunView finished = redo(done(null));
    clock.pass(Duration.ofSeconds(1));
    EventRunView stopped = store.open(done(null), OLIVIA, null, "olivia");
    stopped = store.cancel(stopped.id(), "olivia");
    clock.pass(Duration.ofSeconds(1));
    EventRunView running = store.open(done(null), OLIVIA, null, "olivia");
    assertThat(found(null)).startsWith(running, stopped, finished);
    assertThat(found("running")).containsExactly(running);
    assertThat(found("cancelled")).startsWith(stopped).doesNotContain(finished, running);
    assertThat(found("finished")).startsWith(finished).doesNotContain(stopped, running);
    fails(Code.INVALID_ARGUMENT, () -> found("lost"));
    runs.tick();
    assertThat(found("running")).isEmpty();
  }

  private List<EventRunView> found(@Nullable String state) {
    return store.list(state, new PageWish(50, null)).data();
  }

  @Test
  void whatWasWishedIsInTheAudit() {
    BridgeUserView mine = flow.user();
    int item = (int) TestFlow.newItem();
    String olivia = "olivia-" + UUID.randomUUID();
    Instant until = begin.plusSeconds(1);
    EventFilter which = new EventFilter((long) item, mine.siteId(), TYPE, "done", begin, until);
    runs.redo(which, OLIVIA, null, olivia);
    assertThat(auditOf(olivia))
        .containsExactly(
            "event.redo-many %s item %d, type %s, state done, from %s until %s"
                .formatted(mine.siteId(), item, TYPE, begin, until));
  }

  @Test
  void whatIsForgottenMeanwhileHoldsNothingUp() {
    hearMany(501);
    EventRunView run = store.open(done(null), OLIVIA, null, "olivia");
    store.step(run.id());
    workOff();
    database.doInTransaction(em -> em.createQuery("delete from ReceivedEvent e").executeUpdate());
    EventRunView over = store.step(run.id());
    assertThat(over.state()).isEqualTo("finished");
    assertThat(over.done()).isEqualTo(500);
  }

  @Test
  void keysAreForgottenWithTheEvents() {
    clock.pass(Duration.ofMillis(1));
    EventRunView run = redo(done(null));
    store.purge(clock.instant());
    assertThat(store.find(run.id())).isEqualTo(run);
    store.purge(clock.instant().plusMillis(1));
    fails(Code.NOT_FOUND, () -> store.find(run.id()));
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    refused(new EventFilter(null, null, null, "done", null, null));
    refused(new EventFilter(null, null, null, "waiting", begin, null));
    refused(new EventFilter(null, null, null, "lost", begin, null));
    refused(new EventFilter(null, null, null, "done", begin, begin));
    refused(new EventFilter(null, null, "x".repeat(101), "done", begin, null));
    fails(Code.INVALID_ARGUMENT, () -> runs.redo(done(null), OLIVIA, " ", "olivia"));
    fails(Code.INVALID_ARGUMENT, () -> runs.redo(done(null), OLIVIA, "k".repeat(101), "olivia"));
  }

  private void refused(EventFilter which) {
    fails(Code.INVALID_ARGUMENT, () -> redo(which));
    fails(Code.INVALID_ARGUMENT, () -> store.redoable(which));
  }
}

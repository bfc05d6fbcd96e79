package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.StubBridge.Answer;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RareLines;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.BridgeUserView;
import bankapi.site.entity.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All users of a site are deleted, whoever goes away meanwhile. */
@OnEachDatabase
class UserRunsIT extends AtRemovals {

  private static final String OLIVIA = "operator olivia";
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration LEASE = Duration.ofMinutes(3);
  private static final Answer BROKEN = error(500, "x", "broken");

  private final UserRunStore store;
  private final UserRuns runs;
  private final List<BridgeUserView> all;
  private final UUID site;

  UserRunsIT(TestDatabase database) {
    super(database);
    store = database.store(UserRunStore.class, flow.clock, entries, users, flow.tenancy);
    runs =
        TestBeans.create(
            UserRuns.class,
            store,
            users,
            removals,
            TestBeans.create(RareTraces.class, TestBeans.create(RareLines.class, flow.clock)));
    all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    site = all.get(0).siteId();
    all.forEach(user -> bridge.on(path(user), GONE));
  }

  /** No other test goes on with it. */
  @AfterEach
  void nothingIsLeft() {
    store.list(null, "running", new PageWish(500, null)).data().stream()
        .map(UserRunView::id)
        .forEach(id -> store.cancel(id, OPERATOR));
  }

  private void suspend() {
    flow.database.doInTransaction(em -> em.find(Site.class, site).suspend());
  }

  private void activate() {
    flow.database.doInTransaction(em -> em.find(Site.class, site).activate());
  }

  private UserRunView begin(@Nullable String key) {
    return store.open(site, OLIVIA, key, OPERATOR);
  }

  private UserRunView begin() {
    suspend();
    return begin(null);
  }

  private List<String> left() {
    return names(all.get(0));
  }

  @Test
  void allUsersOfASuspendedSiteAreDeleted() {
    UserRunView run = begin();
    assertThat(run.state()).isEqualTo("running");
    assertThat(run.wanted()).isEqualTo(3);
    assertThat(left()).as("it was only asked for").hasSize(3);
    runs.tick();
    run = store.find(run.id());
    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.done()).isEqualTo(3);
    assertThat(run.leftOut()).isZero();
    assertThat(run.trouble()).isNull();
    assertThat(run.finishedAt()).isNotNull();
    assertThat(left()).isEmpty();
    all.forEach(
        user ->
            assertThat(audited("user " + user.id()))
                .containsExactlyInAnyOrder("user.delete-begun", "user.delete"));
    assertThat(audited("run " + run.id())).containsExactly("user.delete-many");
  }

  @Test
  void ofAnActiveSiteNobodyIsDeleted() {
    fails(Code.CONFLICT, () -> begin(null));
    fails(Code.CONFLICT, () -> users.count(site));
    UUID nowhere = UUID.randomUUID();
    fails(Code.NOT_FOUND, () -> store.open(nowhere, OLIVIA, null, OPERATOR));
    assertThat(store.list(site, null, new PageWish(50, null)).data()).isEmpty();
    suspend();
    assertThat(users.count(site)).isEqualTo(3);
  }

  @Test
  void aSiteThatIsActiveAgainKeepsTheOthers() {
    UserRunView run = begin();
    bridge.on(
        path(all.get(0)),
        (asked, exchange) -> {
          activate();
          GONE.write(asked, exchange);
        });
    runs.tick();
    run = store.find(run.id());
    assertThat(run.state()).isEqualTo("cancelled");
    assertThat(run.trouble()).contains("The site is active");
    assertThat(run.done()).isEqualTo(1);
    assertThat(left()).containsExactly("chloe", "bert");
  }

  @Test
  void whomBridgeRefusesToDeleteStandsInNobodysWay() {
    bridge.on(path(all.get(0)), error(422, "users.deletion.refused", "Not this one"));
    UserRunView run = begin();
    runs.tick();
    run = store.find(run.id());
    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.done()).isEqualTo(2);
    assertThat(run.leftOut()).isEqualTo(1);
    assertThat(run.trouble()).contains("Not this one");
    assertThat(left()).containsExactly("anna");
  }

  @Test
  void aBridgeThatFailsIsWaitedFor() {
    bridge.on(path(all.get(1)), BROKEN);
    UserRunView run = begin();
    runs.tick();
    assertThat(left()).containsExactly("chloe", "bert");
    assertThat(store.find(run.id()).trouble()).contains("Bridge does not answer");
    bridge.on(path(all.get(1)), GONE);
    flow.clock.pass(PAUSE.minusMillis(1));
    runs.tick();
    assertThat(left()).as("not at once").hasSize(2);
    flow.clock.pass(Duration.ofMillis(1));
    runs.tick();
    run = store.find(run.id());
    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.done()).isEqualTo(3);
    assertThat(run.trouble()).isNull();
  }

  @Test
  void whereItFailsForOneUserAloneThatOneIsLeft() {
    bridge.on(path(all.get(0)), BROKEN);
    bridge.on(path(all.get(1)), BROKEN, GONE);
    UserRunView run = begin();
    for (int i = 0; i < 4; i++) {
      runs.tick();
      flow.clock.pass(PAUSE);
      assertThat(left()).hasSize(3);
    }
    runs.tick();
    runs.tick();
    assertThat(store.find(run.id()).leftOut()).isEqualTo(1);
    assertThat(left()).as("the next one is tried as often").hasSize(3);
    flow.clock.pass(PAUSE);
    runs.tick();
    run = store.find(run.id());
    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.done()).isEqualTo(2);
    assertThat(run.leftOut()).isEqualTo(1);
    assertThat(left()).containsExactly("anna");
    assertThat(bridge.asked(path(all.get(0)))).hasSize(5);
  }

  /** Nobody knows then whether Bridge would delete them. */
  @Test
  void whereBridgeIsNotEvenAskedItIsWaitedForWithoutEnd() {
    bridge.on(path(all.get(0)), json(429, "", "Retry-After", "90"));
    UserRunView run = begin();
    for (int i = 0; i < 10; i++) {
      runs.tick();
      flow.clock.pass(PAUSE);
      assertThat(left()).hasSize(3);
    }
    assertThat(store.find(run.id()).leftOut()).isZero();
    bridge.on(path(all.get(0)), GONE);
    runs.tick();
    assertThat(store.find(run.id()).done()).isEqualTo(3);
  }

  @Test
  void whoCannotBeForgottenHereIsTriedAgainAndThenLeft() {
    UserRunView run = begin();
    String noName = "forgotten-" + all.get(0).id();
    sql("alter table bridge_user add constraint not_her check (site_user <> '" + noName + "')");
    try {
      runs.tick();
      assertThat(store.find(run.id()).trouble()).contains("the log has it");
      for (int i = 0; i < 5; i++) {
        flow.clock.pass(PAUSE);
        runs.tick();
      }
      run = store.find(run.id());
      assertThat(run.state()).isEqualTo("finished");
      assertThat(run.done()).isEqualTo(2);
      assertThat(run.leftOut()).isEqualTo(1);
      assertThat(left()).containsExactly("anna");
    } finally {
      sql("alter table bridge_user drop constraint not_her");
    }
  }

  private void sql(String statement) {
    flow.database.doInTransaction(em -> em.createNativeQuery(statement).executeUpdate());
  }

  @Test
  void whoCameAfterItWasAskedForIsNotMeant() {
    UserRunView run = begin();
    activate();
    BridgeUserView later = user("dora");
    bridge.on(path(later), GONE);
    suspend();
    runs.tick();
    assertThat(store.find(run.id()).state()).isEqualTo("finished");
    assertThat(left()).containsExactly("dora");
  }

  @Test
  void whoeverWantsItTooGetsTheOneThatGoesOn() {
    UserRunView run = begin();
    assertThat(begin(null)).isEqualTo(run);
    assertThat(store.open(site, "operator bob", UUID.randomUUID().toString(), "bob"))
        .isEqualTo(run);
    runs.tick();
    assertThat(begin(null).id()).as("it is over").isNotEqualTo(run.id());
  }

  @Test
  void alsoAtTheSameMoment() {
    suspend();
    AtomicReference<CompletableFuture<UserRunView>> other = new AtomicReference<>();
    UserRunView run =
        flow.database.inTransaction(
            em -> {
              UserRunView mine = begin(null);
              other.set(CompletableFuture.supplyAsync(() -> begin(null)));
              Awaitility.await().until(flow.database::somebodyWaits);
              return mine;
            });
    assertThat(other.get().join()).isEqualTo(run);
  }

  @Test
  void anotherNodeGoesOnWhereOneHasDied() {
    UserRunView run = begin();
    // it dies here, and what it had asked of Bridge was done
    Optional<UserRunStore.Turn> dead = store.claim(run.id());
    assertThat(dead).isPresent();
    bridge.on(path(all.get(0)), error(404, "user.not_found", "User not found"));
    assertThat(store.claim(run.id())).as("at the same time").isEmpty();
    flow.clock.pass(LEASE.minusMillis(1));
    runs.tick();
    assertThat(left()).as("it may be alive").hasSize(3);
    flow.clock.pass(Duration.ofMillis(1));
    runs.tick();
    assertThat(store.find(run.id()).done()).isEqualTo(3);
    assertThat(left()).isEmpty();
  }

  /** It had deleted one, and died before it said so: that one is not counted. */
  @Test
  void anotherNodeGoesOnBehindWhomTheDeadOneHasDeleted() {
    UserRunView run = begin();
    assertThat(store.claim(run.id())).isPresent();
    remove(all.get(0));
    flow.clock.pass(LEASE);
    runs.tick();
    run = store.find(run.id());
    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.done()).isEqualTo(2);
    assertThat(run.leftOut()).isZero();
    assertThat(left()).isEmpty();
  }

  /** It was alive after all, and only slow. */
  @Test
  void whoComesTooLateCountsNobodyTwice() {
    UserRunView run = begin();
    UserRunStore.Turn slow = store.claim(run.id()).orElseThrow();
    flow.clock.pass(LEASE);
    UserRunStore.Turn other = store.claim(run.id()).orElseThrow();
    assertThat(store.deleted(slow, slow.place())).isTrue();
    assertThat(store.leave(slow, slow.place(), "x")).isTrue();
    assertThat(store.putOff(slow, slow.place(), true, "x")).isFalse();
    store.finish(slow);
    store.stop(slow, "x");
    run = store.find(run.id());
    assertThat(run.state()).isEqualTo("running");
    assertThat(run.done()).isZero();
    assertThat(run.trouble()).isNull();
    store.finish(other);
    assertThat(store.find(run.id()).state()).isEqualTo("finished");
  }

  @Test
  void stoppedItStopsAfterTheUserItIsAt() {
    UserRunView run = begin();
    bridge.on(
        path(all.get(0)),
        (asked, exchange) -> {
          store.cancel(run.id(), OPERATOR);
          GONE.write(asked, exchange);
        });
    runs.tick();
    UserRunView stopped = store.find(run.id());
    assertThat(stopped.state()).isEqualTo("cancelled");
    assertThat(stopped.done()).as("the one it was at").isEqualTo(1);
    assertThat(left()).containsExactly("chloe", "bert");
    assertThat(store.cancel(run.id(), OPERATOR)).isEqualTo(stopped);
    assertThat(audited("run " + run.id()))
        .containsExactlyInAnyOrder("user.delete-many", "user.run-cancelled");
    flow.clock.pass(LEASE);
    runs.tick();
    assertThat(left()).hasSize(2);
  }

  @Test
  void whatIsStoppedStaysAsItIs() {
    UserRunView run = begin();
    UserRunStore.Turn turn = store.claim(run.id()).orElseThrow();
    UserRunView stopped = store.cancel(run.id(), OPERATOR);
    flow.clock.pass(LEASE);
    store.finish(turn);
    store.stop(turn, "x");
    store.putOff(turn, turn.place(), true, "x");
    assertThat(store.claim(run.id())).isEmpty();
    assertThat(store.find(run.id())).isEqualTo(stopped);
  }

  @Test
  void aFinishedOneCannotBeStopped() {
    UserRunView run = begin();
    runs.tick();
    fails(Code.CONFLICT, () -> store.cancel(run.id(), OPERATOR));
    fails(Code.NOT_FOUND, () -> store.cancel(UUID.randomUUID(), OPERATOR));
    fails(Code.NOT_FOUND, () -> store.find(UUID.randomUUID()));
  }

  @Test
  void saidAgainUnderTheSameKeyItDeletesNobody() {
    suspend();
    String key = UUID.randomUUID().toString();
    UserRunView first = begin(key);
    runs.tick();
    activate();
    BridgeUserView later = user("dora");
    assertThat(begin(key)).as("also while the site is active").isEqualTo(store.find(first.id()));
    suspend();
    assertThat(begin(key).id()).isEqualTo(first.id());
    runs.tick();
    assertThat(names(later)).containsExactly("dora");
    UUID other = flow.user().siteId();
    flow.database.doInTransaction(em -> em.find(Site.class, other).suspend());
    fails(Code.CONFLICT, () -> store.open(other, OLIVIA, key, OPERATOR));
    fails(Code.INVALID_ARGUMENT, () -> begin("x".repeat(101)));
  }

  @Test
  void oneThatWaitsForBridgeHoldsUpNoOther() {
    bridge.on(path(all.get(0)), BROKEN);
    begin();
    BridgeUserView other = flow.user();
    bridge.on(path(other), GONE);
    flow.database.doInTransaction(em -> em.find(Site.class, other.siteId()).suspend());
    UserRunView second = store.open(other.siteId(), OLIVIA, null, OPERATOR);
    runs.tick();
    assertThat(store.find(second.id()).state()).isEqualTo("finished");
    assertThat(store.list(site, "running", new PageWish(50, null)).data()).hasSize(1);
  }

  @Test
  void whatIsLongOverIsForgotten() {
    UserRunView run = begin();
    store.purge(flow.clock.instant().plusSeconds(1));
    assertThat(store.find(run.id())).as("it goes on").isNotNull();
    runs.tick();
    Instant over = flow.clock.instant();
    store.purge(over);
    assertThat(store.find(run.id())).isNotNull();
    store.purge(over.plusSeconds(1));
    fails(Code.NOT_FOUND, () -> store.find(run.id()));
  }
}

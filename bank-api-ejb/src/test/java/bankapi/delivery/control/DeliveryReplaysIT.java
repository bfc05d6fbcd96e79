package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Sending many again. */
@OnEachDatabase
class DeliveryReplaysIT extends AtTheRuns {

  DeliveryReplaysIT(TestDatabase database) {
    super(database);
  }

  @Test
  void sendsWhatIsOverAndWasMadeInTheTimeAgain() {
    UUID before = over(site, 200);
    pass();
    Instant since = outbox.clock.instant();
    UUID delivered = over(site, 200);
    UUID dead = over(site, 410);
    UUID cancelled = outbox.enqueue(site);
    outbox.deliveries.cancel(cancelled, "operator");
    outbox.clock.pass(Duration.ofMinutes(1));
    Instant until = outbox.clock.instant();
    UUID after = over(site, 200);
    UUID others = over(outbox.site(), 200);

    DeliveryRunView replay = runs.replay(command(null, null, since, until), "me", null, "me");
    assertThat(replay.done()).isEqualTo(2);
    assertThat(replay.finishedAt()).isNotNull();
    assertThat(states(before, delivered, dead, cancelled, after, others))
        .containsExactly("delivered", "pending", "pending", "cancelled", "delivered", "delivered");
    assertThat(outbox.view(delivered).attempts()).as("the schedule begins anew").isZero();
    assertThat(outbox.deliveries.attempts(delivered)).as("the record stays").hasSize(1);
  }

  @Test
  void byStateAndEventOverAllSites() {
    UUID dead = over(site, 410);
    UUID delivered = over(site, 200);
    UUID others = over(outbox.site(), 410);
    pass();
    DeliveryFilter deadPings =
        new DeliveryFilter(null, null, null, "ping", "dead", null, null, null);
    assertThat(runs.replay(deadPings, "me", null, "me").done()).isEqualTo(2);
    assertThat(states(dead, delivered, others)).containsExactly("pending", "delivered", "pending");
    DeliveryFilter pongs = new DeliveryFilter(site, null, null, "pong", null, null, null, null);
    assertThat(runs.replay(pongs, "me", null, "me").done()).isZero();
    assertThatThrownBy(() -> runs.replay(command("pending", null, null, null), "me", null, "me"))
        .hasMessageContaining("'dead' or 'delivered'");
  }

  @Test
  void anEventThatCannotBeIsWrongAndNoRace() {
    DeliveryFilter never =
        new DeliveryFilter(site, null, null, "x".repeat(61), null, null, null, null);
    assertThatThrownBy(() -> runs.replay(never, "me", null, "me"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
              assertThat(e.argument()).contains("event");
            });
  }

  @Test
  void theSameKeyDoesNothingTwice() {
    UUID id = over(site, 200);
    pass();
    DeliveryFilter all = command(null, null, Instant.EPOCH, null);
    DeliveryRunView first = runs.replay(all, "site 1", "k", "me");
    assertThat(first.done()).isEqualTo(1);
    settle(200);
    assertThat(outbox.view(id).state()).isEqualTo("delivered");

    outbox.clock.pass(Duration.ofMinutes(1));
    DeliveryRunView again = runs.replay(all, "site 1", "k", "me");
    assertThat(again).isEqualTo(first);
    assertThat(outbox.view(id).state()).isEqualTo("delivered");
    assertThatThrownBy(
            () -> runs.replay(command("dead", null, Instant.EPOCH, null), "site 1", "k", "me"))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
    assertThat(runs.replay(all, "site 2", "k", "me").done()).as("another's key").isEqualTo(1);
  }

  /** Databases keep microseconds. */
  @Test
  void theSameKeyIsTheSameWishHoweverFineItsTimesAre() {
    over(site, 200);
    Instant from = Instant.parse("2026-01-01T00:00:00.123456789Z");
    Instant until = Instant.parse("2026-02-01T00:00:00.999999999Z");
    DeliveryFilter fine = command(null, null, from, until);
    DeliveryRunView first = runs.replay(fine, "site 1", "fine", "me");
    assertThat(first.done()).isEqualTo(1);
    assertThat(runs.replay(fine, "site 1", "fine", "me").id()).isEqualTo(first.id());
  }

  @Test
  void goesOnInBatchesWhereADeadNodeStopped() {
    over(site, 410);
    UUID target = outbox.targetsOf(site).get(0).id();
    outbox.targets.resume(target, null, "operator");
    for (int i = 0; i < 1_200; i++) {
      dead(site, target);
    }
    pass();
    DeliveryRunView opened =
        outbox.runs.open(
            DeliveryRun.Action.REPLAY, command(null, null, Instant.EPOCH, null), "me", "k", "me");
    DeliveryRunView step = outbox.runs.step(opened.id());
    assertThat(step.done()).isEqualTo(500);
    assertThat(step.finishedAt()).isNull();
    // Here the node dies; what was replayed is delivered meanwhile and not replayed again.
    settle(200);
    DeliveryRuns another = TestBeans.create(DeliveryRuns.class, outbox.runs);
    while (!outbox.runs.unfinished().isEmpty()) {
      another.tick();
    }
    DeliveryRunView done = outbox.runs.step(opened.id());
    assertThat(done.done()).isEqualTo(1_201);
    assertThat(done.finishedAt()).isNotNull();
  }

  @Test
  void whoAsksForManyHoldsUpNobodyElse() {
    DeliveryFilter all = command(null, null, Instant.EPOCH, null);
    for (int i = 0; i < 11; i++) {
      pass();
      outbox.runs.open(DeliveryRun.Action.REPLAY, all, "site 1", null, "me");
    }
    over(site, 200);
    pass();
    DeliveryRunView operators =
        outbox.runs.open(DeliveryRun.Action.REPLAY, all, "operator o", null, "o");
    runs.tick();
    assertThat(outbox.runs.find(operators.id()).done()).isEqualTo(1);
  }

  /** As a version after this may write it. */
  @Test
  void oneThatCannotBeDoneHoldsUpNobodyElse() {
    UUID id = over(site, 200);
    pass();
    DeliveryFilter all = command(null, null, Instant.EPOCH, null);
    DeliveryRunView broken = outbox.runs.open(DeliveryRun.Action.REPLAY, all, "site 1", null, "me");
    pass();
    DeliveryRunView next = outbox.runs.open(DeliveryRun.Action.REPLAY, all, "site 2", null, "me");
    database.doInTransaction(
        em ->
            em.createNativeQuery("update delivery_replay set action = 'LATER' where id = ?1")
                .setParameter(1, broken.id())
                .executeUpdate());
    runs.tick();
    assertThat(outbox.runs.find(next.id()).done()).isEqualTo(1);
    assertThat(outbox.view(id).state()).isEqualTo("pending");
  }

  @Test
  void aSiteReplaysItsOwnOnly() {
    UUID id = over(site, 410);
    assertThatThrownBy(() -> outbox.deliveries.replayOf(outbox.site(), id, "key"))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
    assertThat(outbox.view(id).state()).isEqualTo("dead");
    DeliveryView replayed = outbox.deliveries.replayOf(site, id, "key");
    assertThat(replayed.state()).isEqualTo("pending");
    assertThat(replayed.held()).as("the receiver is gone").isTrue();
    assertThat(outbox.deliveries.replayOf(site, id, "key")).isEqualTo(replayed);
  }

  @Test
  void keysAreForgottenWithTheDeliveries() {
    runs.replay(command(null, null, Instant.EPOCH, null), "me", "k", "me");
    assertThat(outbox.runs.purge(outbox.clock.instant())).isZero();
    assertThat(outbox.runs.purge(outbox.clock.instant().plusMillis(1))).isEqualTo(1);
  }

  @Test
  void whatIsCountedIsWhatIsSentAgain() {
    UUID dead = over(site, 410);
    over(site, 200);
    over(outbox.site(), 410);
    pass();
    DeliveryFilter wish = command("dead", "ping", Instant.EPOCH, null);
    assertThat(outbox.runs.replayable(wish)).isEqualTo(1);
    assertThat(outbox.runs.replayable(command(null, null, Instant.EPOCH, null))).isEqualTo(2);
    assertThat(outbox.view(dead).state()).as("counting does nothing").isEqualTo("dead");
    Instant until = outbox.clock.instant();
    DeliveryRunView replay = runs.replay(wish, "operator o", null, "o");
    assertThat(replay.wanted()).isEqualTo(1);
    assertThat(replay.done()).isEqualTo(1);
    assertThat(replay.state()).isEqualTo("finished");
    assertThat(replay.requestedBy()).isEqualTo("operator o");
    assertThat(replay.which())
        .isEqualTo(
            new DeliveryFilter(site, null, null, "ping", "dead", null, Instant.EPOCH, until));
    assertThat(outbox.runs.replayable(wish)).as("on its way").isZero();
    assertThat(outbox.runs.find(replay.id())).isEqualTo(replay);
  }

  @Test
  void aCancelledOneStopsAfterItsBatch() {
    over(site, 410);
    UUID target = outbox.targetsOf(site).get(0).id();
    outbox.targets.resume(target, null, "operator");
    for (int i = 0; i < 700; i++) {
      dead(site, target);
    }
    pass();
    DeliveryFilter all = command(null, null, Instant.EPOCH, null);
    DeliveryRunView opened = outbox.runs.open(DeliveryRun.Action.REPLAY, all, "me", "k", "me");
    assertThat(opened.wanted()).isEqualTo(701);
    assertThat(outbox.runs.step(opened.id()).state()).isEqualTo("running");
    DeliveryRunView cancelled = outbox.runs.cancel(opened.id(), "operator");
    assertThat(cancelled.state()).isEqualTo("cancelled");
    assertThat(cancelled.done()).isEqualTo(500);
    assertThat(outbox.runs.unfinished()).isEmpty();
    assertThat(outbox.runs.step(opened.id())).as("a node that had it").isEqualTo(cancelled);
    assertThat(outbox.runs.replayable(all)).isEqualTo(201);
    outbox.clock.pass(Duration.ofMinutes(1));
    assertThat(outbox.runs.cancel(opened.id(), "operator")).as("twice").isEqualTo(cancelled);
    assertThat(runs.replay(all, "me", "k", "me")).as("its key").isEqualTo(cancelled);
  }

  @Test
  void whatIsOverCannotBeCancelledAndWhatIsNotThereNeither() {
    DeliveryRunView done = runs.replay(command(null, null, null, null), "me", null, "me");
    assertThatThrownBy(() -> outbox.runs.cancel(done.id(), "operator"))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.CONFLICT));
    for (ThrowingCallable unknown :
        List.<ThrowingCallable>of(
            () -> outbox.runs.cancel(UUID.randomUUID(), "operator"),
            () -> outbox.runs.find(UUID.randomUUID()))) {
      assertThatThrownBy(unknown)
          .isInstanceOfSatisfying(
              GatewayException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
    }
  }

  @Test
  void theyAreFoundAgainByState() {
    DeliveryFilter all = command(null, null, Instant.EPOCH, null);
    DeliveryRunView finished = runs.replay(all, "site 1", null, "me");
    outbox.clock.pass(Duration.ofSeconds(1));
    DeliveryRunView stopped = outbox.runs.open(DeliveryRun.Action.REPLAY, all, "me", null, "me");
    stopped = outbox.runs.cancel(stopped.id(), "me");
    outbox.clock.pass(Duration.ofSeconds(1));
    DeliveryRunView running = outbox.runs.open(DeliveryRun.Action.REPLAY, all, "me", null, "me");
    assertThat(found(null, null)).containsExactly(running, stopped, finished);
    assertThat(found(null, "running")).containsExactly(running);
    assertThat(found(null, "cancelled")).containsExactly(stopped);
    assertThat(found(null, "finished")).containsExactly(finished);
    assertThatThrownBy(() -> found(null, "lost")).isInstanceOf(GatewayException.class);
    runs.tick();
    assertThat(found(null, "running")).isEmpty();
  }

  private DeliveryFilter command(String state, String event, Instant from, Instant until) {
    return new DeliveryFilter(site, null, null, event, state, null, from, until);
  }

  private List<String> states(UUID... ids) {
    List<String> states = new ArrayList<>();
    for (UUID id : ids) {
      states.add(outbox.view(id).state());
    }
    return states;
  }

  /** One that was sent and got this answer; each has a target of its own. */
  private UUID over(UUID of, int status) {
    UUID id = outbox.enqueue(of, "https://erp.example.com/" + UUID.randomUUID(), null);
    settle(status);
    return id;
  }

  private void settle(int status) {
    Instant now = outbox.clock.instant();
    for (ClaimedDelivery claimed :
        queue.claim(new ClaimLimits(16, 16, Map.of()), now, Duration.ofMinutes(2))) {
      SendResult result = TestDeliveries.answered(status);
      queue.settle(
          claimed, new RetryPolicy(() -> 0.5).judge(result, claimed.attempts(), now), result, now);
    }
  }

  private void dead(UUID of, UUID target) {
    database.doInTransaction(
        em -> {
          Instant now = outbox.clock.instant();
          Delivery delivery =
              new Delivery(
                  TimeOrderedId.at(now),
                  of,
                  target,
                  null,
                  "ping",
                  "https://e.example",
                  "{}",
                  null,
                  now);
          delivery.dead(410, "gone", now);
          em.persist(delivery);
        });
  }
}

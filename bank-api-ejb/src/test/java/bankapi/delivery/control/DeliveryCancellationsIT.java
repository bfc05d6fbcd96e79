package bankapi.delivery.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.entity.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancelling many. */
@OnEachDatabase
class DeliveryCancellationsIT extends AtTheRuns {

  DeliveryCancellationsIT(TestDatabase database) {
    super(database);
  }

  @Test
  void cancelsWhatIsPendingAndWasMadeInTheTime() {
    UUID before = outbox.enqueue(site);
    pass();
    Instant since = outbox.clock.instant();
    UUID pending = outbox.enqueue(site);
    UUID delivered = settled(Delivery.State.DELIVERED);
    UUID dead = settled(Delivery.State.DEAD);
    UUID others = outbox.enqueue(outbox.site());
    pass();
    Instant until = outbox.clock.instant();
    UUID after = outbox.enqueue(site);

    DeliveryFilter which = new DeliveryFilter(site, null, null, "ping", null, null, since, until);
    assertThat(outbox.runs.cancellable(which)).isEqualTo(1);
    assertThat(state(pending)).as("counting does nothing").isEqualTo("pending");
    DeliveryRunView run = runs.cancel(which, "operator o", null, "o");
    assertThat(run.action()).isEqualTo("cancel");
    assertThat(run.state()).isEqualTo("finished");
    assertThat(run.wanted()).isEqualTo(1);
    assertThat(run.done()).isEqualTo(1);
    assertThat(run.which()).isEqualTo(which);
    assertThat(List.of(state(before), state(pending), state(delivered), state(dead)))
        .containsExactly("pending", "cancelled", "delivered", "dead");
    assertThat(List.of(state(others), state(after))).containsOnly("pending");
    assertThat(outbox.view(pending).settledAt()).isEqualTo(outbox.clock.instant());
    assertThat(outbox.claim(queue, 16, 16)).extracting(ClaimedDelivery::id).doesNotContain(pending);
    DeliveryFilter pongs =
        new DeliveryFilter(site, null, null, "pong", null, null, Instant.EPOCH, null);
    assertThat(outbox.runs.cancellable(pongs)).isZero();
  }

  @Test
  void thoseOfOneAddressOrOneItemOnly() {
    String url = "https://erp.example.com/hook";
    UUID meant = outbox.enqueueAbout(4711L, site, url);
    UUID ofOtherItem = outbox.enqueueAbout(471L, site, url);
    UUID ofNoItem = outbox.enqueueAbout(null, site, url);
    UUID elsewhere = outbox.enqueueAbout(4711L, site, url + "/other");
    UUID address = outbox.target(meant).id();
    pass();
    DeliveryFilter both = about(address, 4711L);
    assertThat(outbox.runs.cancellable(both)).isEqualTo(1);
    DeliveryRunView run = runs.cancel(both, "operator o", "once", "o");
    assertThat(run.wanted()).isEqualTo(1);
    assertThat(run.which().targetId()).isEqualTo(address);
    assertThat(run.which().itemId()).isEqualTo(4711L);
    assertThat(List.of(state(meant), state(ofOtherItem), state(ofNoItem), state(elsewhere)))
        .containsExactly("cancelled", "pending", "pending", "pending");
    assertThat(runs.cancel(both, "operator o", "once", "o").id()).isEqualTo(run.id());
    for (DeliveryFilter other : List.of(about(address, 471L), about(null, 4711L))) {
      fails(Code.CONFLICT, () -> runs.cancel(other, "operator o", "once", "o"));
    }
    assertThat(outbox.runs.cancellable(about(null, 4711L))).isEqualTo(1);
    assertThat(runs.cancel(about(address, null), "me", null, "me").done()).isEqualTo(2);
    assertThat(state(elsewhere)).isEqualTo("pending");
  }

  /** The node that wrote it down is gone: what it is about, its row says. */
  @Test
  void whoeverGoesOnKeepsToTheAddressAndTheItem() {
    String url = "https://erp.example.com/hook";
    UUID meant = outbox.enqueueAbout(4711L, site, url);
    UUID ofOtherItem = outbox.enqueueAbout(471L, site, url);
    UUID elsewhere = outbox.enqueueAbout(4711L, site, url + "/other");
    pass();
    DeliveryFilter which = about(outbox.target(meant).id(), 4711L);
    outbox.runs.open(DeliveryRun.Action.CANCEL, which, "me", null, "me");
    DeliveryRunStore another =
        database.store(
            DeliveryRunStore.class,
            outbox.clock,
            database.store(Audit.class, outbox.clock, new CallingToken()));
    TestBeans.create(DeliveryRuns.class, another).tick();
    assertThat(List.of(state(meant), state(ofOtherItem), state(elsewhere)))
        .containsExactly("cancelled", "pending", "pending");
  }

  private DeliveryFilter about(@Nullable UUID target, @Nullable Long item) {
    return new DeliveryFilter(null, target, item, null, null, null, Instant.EPOCH, null);
  }

  @Test
  void aSecondRunFindsNothing() {
    outbox.enqueue(site);
    pass();
    assertThat(runs.cancel(all(null), "me", null, "me").done()).isEqualTo(1);
    DeliveryRunView second = runs.cancel(all(null), "me", null, "me");
    assertThat(second.wanted()).isZero();
    assertThat(second.done()).isZero();
  }

  @Test
  void heldOnesOnlyIfSoWished() {
    UUID gone = outbox.enqueue(site, "https://erp.example.com/gone", null);
    ClaimedDelivery claimed = outbox.claim(queue, 1, 1).get(0);
    SendResult refused = TestDeliveries.answered(410);
    queue.settle(
        claimed,
        new RetryPolicy(() -> 0.5).judge(refused, 0, outbox.clock.instant()),
        refused,
        outbox.clock.instant());
    UUID held = outbox.enqueue(site, "https://erp.example.com/gone", null);
    UUID free = outbox.enqueue(site, "https://erp.example.com/other", null);
    pass();
    assertThat(outbox.view(held).held()).isTrue();
    assertThat(outbox.runs.cancellable(all("held"))).isEqualTo(1);
    assertThat(runs.cancel(all("held"), "me", null, "me").done()).isEqualTo(1);
    assertThat(List.of(state(gone), state(held), state(free)))
        .containsExactly("dead", "cancelled", "pending");
    assertThatThrownBy(() -> outbox.runs.cancellable(all("due"))).hasMessageContaining("'held'");
    assertThat(runs.cancel(all(null), "me", null, "me").done()).isEqualTo(1);
    assertThat(state(free)).isEqualTo("cancelled");
  }

  @Test
  void whatIsBeingSentIsLeftAloneUntilItsLeaseEnds() {
    UUID sent = outbox.enqueue(site);
    ClaimedDelivery claimed = outbox.claim(queue, 1, 1).get(0);
    UUID waits = outbox.enqueue(site);
    pass();
    assertThat(outbox.runs.cancellable(all(null))).isEqualTo(1);
    DeliveryRunView run = runs.cancel(all(null), "me", null, "me");
    assertThat(run.done()).isEqualTo(1);
    assertThat(List.of(state(sent), state(waits))).containsExactly("pending", "cancelled");
    assertThat(outbox.settle(queue, claimed, new DeliveryOutcome.Delivered(200))).isTrue();
    assertThat(state(sent)).isEqualTo("delivered");

    UUID lost = outbox.enqueue(site);
    outbox.claim(queue, 1, 1);
    outbox.clock.pass(TestDeliveries.LEASE);
    assertThat(runs.cancel(all(null), "me", null, "me").done()).isEqualTo(1);
    assertThat(state(lost)).as("its node died").isEqualTo("cancelled");
  }

  /** Between looking and doing somebody may take it. */
  @Test
  void whatIsTakenInTheMomentIsLeftAlone() {
    UUID sent = outbox.enqueue(site);
    outbox.claim(queue, 1, 1);
    int changed =
        database.inTransaction(
            em ->
                em.createNamedQuery(Delivery.CANCEL)
                    .setParameter("ids", List.of(sent))
                    .setParameter("states", List.of(Delivery.State.PENDING))
                    .setParameter("now", outbox.clock.instant())
                    .executeUpdate());
    assertThat(changed).isZero();
    assertThat(state(sent)).isEqualTo("pending");
  }

  @Test
  void whatWaitsAfterAFaultOfOursIsCancelledToo() {
    UUID id = outbox.enqueue(site);
    ClaimedDelivery claimed = outbox.claim(queue, 1, 1).get(0);
    queue.putOff(claimed, "no key", outbox.clock.instant().plusSeconds(60));
    pass();
    assertThat(runs.cancel(all(null), "me", null, "me").done()).isEqualTo(1);
    assertThat(state(id)).isEqualTo("cancelled");
  }

  @Test
  void theSameKeyDoesNothingTwiceAndNothingElse() {
    outbox.enqueue(site);
    pass();
    DeliveryRunView first = runs.cancel(all(null), "me", "k", "me");
    UUID later = outbox.enqueue(site);
    pass();
    assertThat(runs.cancel(all(null), "me", "k", "me")).isEqualTo(first);
    assertThat(state(later)).isEqualTo("pending");
    fails(Code.CONFLICT, () -> runs.cancel(all("held"), "me", "k", "me"));
    fails(Code.CONFLICT, () -> runs.replay(all(null), "me", "k", "me"));
  }

  @Test
  void goesOnInBatchesWhereADeadNodeStopped() {
    pending(1_200);
    pass();
    DeliveryRunView opened =
        outbox.runs.open(DeliveryRun.Action.CANCEL, all(null), "me", null, "me");
    assertThat(opened.state()).isEqualTo("running");
    assertThat(opened.finishedAt()).isNull();
    assertThat(opened.wanted()).isEqualTo(1_200);
    DeliveryRunView step = outbox.runs.step(opened.id());
    assertThat(step.done()).isEqualTo(500);
    assertThat(step.state()).isEqualTo("running");
    assertThat(outbox.runs.purge(outbox.clock.instant().plusSeconds(1)))
        .as("it is under way")
        .isZero();
    // Here the node dies.
    DeliveryRuns another = TestBeans.create(DeliveryRuns.class, outbox.runs);
    while (!outbox.runs.unfinished().isEmpty()) {
      another.tick();
    }
    DeliveryRunView done = outbox.runs.find(opened.id());
    assertThat(done.done()).isEqualTo(1_200);
    assertThat(done.state()).isEqualTo("finished");
    assertThat(outbox.runs.cancellable(all(null))).isZero();
  }

  @Test
  void aStoppedOneLeavesTheRest() {
    pending(700);
    pass();
    UUID id = outbox.runs.open(DeliveryRun.Action.CANCEL, all(null), "me", null, "me").id();
    outbox.runs.step(id);
    DeliveryRunView stopped = outbox.runs.cancel(id, "me");
    assertThat(stopped.state()).isEqualTo("cancelled");
    assertThat(stopped.done()).isEqualTo(500);
    assertThat(outbox.runs.unfinished()).isEmpty();
    assertThat(outbox.runs.cancellable(all(null))).isEqualTo(200);
  }

  @Test
  void theyAreFoundAgainByActionAndState() {
    DeliveryRunView finished = runs.cancel(all(null), "me", null, "me");
    outbox.clock.pass(Duration.ofSeconds(1));
    DeliveryRunView replay = runs.replay(all(null), "me", null, "me");
    outbox.clock.pass(Duration.ofSeconds(1));
    DeliveryRunView running =
        outbox.runs.open(DeliveryRun.Action.CANCEL, all(null), "me", null, "me");
    assertThat(found(null, null)).containsExactly(running, replay, finished);
    assertThat(found("cancel", null)).containsExactly(running, finished);
    assertThat(found("replay", null)).containsExactly(replay);
    assertThat(found("cancel", "running")).containsExactly(running);
    assertThat(found("cancel", "finished")).containsExactly(finished);
    assertThatThrownBy(() -> found("delete", null)).isInstanceOf(GatewayException.class);
  }

  @Test
  void itIsInTheAudit() {
    DeliveryRunView run = runs.cancel(all("held"), "operator o", null, "o");
    AuditEntry entry =
        database.inTransaction(
            em ->
                em.createQuery(
                        "select a from AuditEntry a where a.subject = :subject", AuditEntry.class)
                    .setParameter("subject", "run " + run.id())
                    .getSingleResult());
    assertThat(entry.actor()).isEqualTo("o");
    assertThat(entry.action()).isEqualTo("delivery.cancel-many");
    assertThat(entry.detail()).contains("waiting held");
    assertThat(entry.siteId()).isEqualTo(site);
  }

  private DeliveryFilter all(@Nullable String waiting) {
    return new DeliveryFilter(site, null, null, null, null, waiting, Instant.EPOCH, null);
  }

  private String state(UUID id) {
    return outbox.view(id).state();
  }

  private UUID settled(Delivery.State end) {
    UUID id = outbox.enqueue(site);
    database.doInTransaction(
        em -> {
          Delivery delivery = em.find(Delivery.class, id);
          if (end == Delivery.State.DEAD) {
            delivery.dead(410, "gone", outbox.clock.instant());
          } else {
            delivery.delivered(200, outbox.clock.instant());
          }
        });
    return id;
  }

  private void pending(int count) {
    UUID first = outbox.enqueue(site);
    UUID target = outbox.target(first).id();
    database.doInTransaction(
        em -> {
          Instant now = outbox.clock.instant();
          for (int i = 1; i < count; i++) {
            em.persist(
                new Delivery(
                    TimeOrderedId.at(now),
                    site,
                    target,
                    null,
                    "ping",
                    "https://e.example",
                    "{}",
                    null,
                    now));
          }
        });
  }
}

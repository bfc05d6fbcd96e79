package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import bankapi.delivery.entity.Delivery;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets that fail: spared, suspended, gone, and sent to again. */
@OnEachDatabase
class WebhookTargetsIT extends AtTheOutbox {

  private static final String A = "https://erp.example.com/a";
  private static final String B = "https://erp.example.com/b";

  private TargetWatch watch;
  private UUID site;

  WebhookTargetsIT(TestDatabase database) {
    super(database);
  }

  @BeforeEach
  void prepare() {
    watch = TestBeans.create(TargetWatch.class, outbox.health, outbox.clock);
    site = outbox.site();
  }

  @Test
  void aTargetIsASitesUrlWithoutItsQuery() {
    UUID first = outbox.target(outbox.enqueue(site, A + "?item=1", null)).id();
    assertThat(outbox.target(outbox.enqueue(site, "HTTPS://ERP.example.com/a?item=2#x", null)))
        .satisfies(
            target -> {
              assertThat(target.id()).isEqualTo(first);
              assertThat(target.url()).isEqualTo(A);
              assertThat(target.state()).isEqualTo("active");
            });
    assertThat(outbox.target(outbox.enqueue(site, B, null)).id()).isNotEqualTo(first);
    assertThat(outbox.target(outbox.enqueue(outbox.site(), A, null)).id()).isNotEqualTo(first);
  }

  @Test
  void aSiteThatMakesUpPathsGetsNoMoreThanAHundredAndOne() {
    Set<UUID> targets = new HashSet<>();
    for (int i = 0; i < 105; i++) {
      targets.add(outbox.target(outbox.enqueue(site, A + i, null)).id());
    }
    assertThat(targets).hasSize(101);
    assertThat(outbox.targetsOf(site))
        .extracting(TargetView::url)
        .contains("https://erp.example.com");
  }

  @Test
  void twoFirstEventsAtOnceAreBothStored() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);
    Callable<UUID> first =
        () -> {
          together.await();
          return outbox.enqueue(site, A, null);
        };
    for (UUID id : atOnce(List.of(first, first, first, first))) {
      assertThat(outbox.target(id).url()).isEqualTo(A);
    }
    assertThat(outbox.targetsOf(site)).hasSize(1);
  }

  @Test
  void afterFiveFailuresOneAttemptAtATimeAfterEverLongerPauses() throws Exception {
    for (int i = 0; i < 12; i++) {
      outbox.enqueue(site, A, null);
    }
    fail(5);
    assertThat(claim(queue)).as("spared").isEmpty();
    assertThat(queue.counts(outbox.clock.instant()))
        .as("they wait on purpose")
        .satisfies(counts -> assertThat(counts.oldestDue()).isNull())
        .satisfies(counts -> assertThat(counts.due()).isPositive());
    for (int seconds : new int[] {30, 60, 120, 240, 300, 300}) {
      outbox.clock.pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(claim(queue)).as("before %d s", seconds).isEmpty();
      outbox.clock.pass(Duration.ofMillis(1));
      ClaimedDelivery probe = onlyOneOfTwoNodes();
      assertThat(probe.probe()).isTrue();
      settle(probe, 500);
    }
    outbox.clock.pass(Duration.ofMinutes(5));
    settle(onlyOneOfTwoNodes(), 200);
    assertThat(outbox.targetsOf(site))
        .extracting(TargetView::failures, TargetView::failingSince, TargetView::retryAt)
        .containsExactly(tuple(0, null, null));
    assertThat(claim(queue)).as("the circuit is closed").hasSize(2);
  }

  @Test
  void aProbeThatIsHandedBackOrDiesIsMadeAgain() {
    outbox.enqueue(site, A, null);
    outbox.enqueue(site, A, null);
    fail(5);
    outbox.clock.pass(Duration.ofMinutes(6));
    ClaimedDelivery unused = claim(queue).get(0);
    queue.handBack(unused, outbox.clock.instant());
    assertThat(claim(queue)).as("handed back: at once").hasSize(1);
    outbox.clock.pass(TestDeliveries.LEASE.minusMillis(1));
    assertThat(claim(queue)).as("dead: not before its lease ends").isEmpty();
    outbox.clock.pass(Duration.ofMillis(1));
    assertThat(claim(queue)).hasSize(1);
  }

  /** Say a delivery that is being replayed, or settled late. */
  @Test
  void aSparedTargetKeepsItsTurnWhileSomebodyHoldsItsOnlyDelivery() {
    UUID id = outbox.enqueue(site, A, null);
    fail(5);
    outbox.clock.pass(Duration.ofMinutes(6));
    database.doInTransaction(
        em -> {
          em.find(Delivery.class, id, LockModeType.PESSIMISTIC_WRITE);
          assertThat(CompletableFuture.supplyAsync(() -> claim(queue)).join()).isEmpty();
        });
    assertThat(claim(queue)).extracting(ClaimedDelivery::id).containsExactly(id);
  }

  @Test
  void anotherTargetOfTheSiteIsServedMeanwhile() {
    outbox.backlogOf(site, A, 20);
    fail(5);
    UUID other = outbox.enqueue(site, B, null);
    assertThat(claim(queue)).extracting(ClaimedDelivery::id).containsExactly(other);
  }

  @Test
  void twoTargetsOfASiteDivideItsShare() {
    outbox.backlogOf(site, A, 20);
    UUID other = outbox.enqueue(site, B, null);
    assertThat(claim(queue)).hasSize(2).extracting(ClaimedDelivery::id).contains(other);
  }

  @Test
  void ourOwnFaultsSayNothingAboutATarget() {
    UUID id = outbox.enqueue(site, A, null);
    SendResult ours = SendResult.unsent(outbox.clock.instant(), "no key");
    queue.settle(
        claim(queue).get(0),
        new DeliveryOutcome.Retry(outbox.clock.instant(), null, "no key"),
        ours,
        outbox.clock.instant());
    assertThat(outbox.target(id).failures()).isZero();
  }

  @Test
  void warnedOfAtEachStepOnceOverAllNodesAndSuspendedInTheEnd() throws Exception {
    UUID id = outbox.enqueue(site, A, null);
    Instant since = outbox.clock.instant();
    fail(1);
    for (int percent : new int[] {50, 70, 90, 100}) {
      Instant due = since.plus(Duration.ofHours(120 * percent / 100));
      while (outbox.clock.instant().isBefore(due.minus(Duration.ofHours(12)))) {
        outbox.clock.pass(Duration.ofHours(12));
        failAgain(id);
      }
      outbox.clock.pass(Duration.between(outbox.clock.instant(), due).minusMillis(1));
      failAgain(id);
      watchFromTwoNodes();
      assertThat(outbox.warnings.fired).noneMatch(w -> w.percent() >= percent);
      outbox.clock.pass(Duration.ofMillis(1));
      watchFromTwoNodes();
      watchFromTwoNodes();
    }
    assertThat(outbox.warnings.fired)
        .extracting(TargetWarning::percent, TargetWarning::since, TargetWarning::gone)
        .containsExactly(
            tuple(50, since, false),
            tuple(70, since, false),
            tuple(90, since, false),
            tuple(100, since, false));
    TargetView target = outbox.target(id);
    assertThat(target.state()).isEqualTo("suspended");
    assertThat(audited(target.id()))
        .containsExactlyInAnyOrder(
            "webhook-target.failing",
            "webhook-target.failing",
            "webhook-target.failing",
            "webhook-target.suspended");
  }

  /** The longest pause of the schedule is 28.8 hours. */
  @Test
  void whatNobodyHasTriedForLongerThanThirtyHoursIsNotSuspended() {
    UUID id = outbox.enqueue(site, A, null);
    fail(1);
    Instant since = outbox.clock.instant();
    for (int i = 0; i < 3; i++) {
      outbox.clock.pass(Duration.ofHours(30));
      failAgain(id);
    }
    assertThat(outbox.target(id).failingSince()).isEqualTo(since);
    outbox.clock.pass(Duration.ofHours(30).plusMillis(1));
    watch.tick();
    assertThat(outbox.warnings.fired).isEmpty();
    assertThat(outbox.target(id).failingSince()).isNull();
    outbox.enqueue(site, B, null);
    fail(2);
    outbox.clock.pass(Duration.ofHours(31));
    fail(2);
    assertThat(outbox.target(id).failingSince()).isEqualTo(outbox.clock.instant());
  }

  @Test
  void heldAreNotSentNorLostAndLeaveInTheOrderOfTheirAge() {
    List<UUID> ids = new ArrayList<>();
    ids.add(outbox.enqueue(site, A, null));
    outbox.clock.pass(Duration.ofMinutes(1));
    ids.add(outbox.enqueue(site, A, null));
    fail(2);
    suspend(ids.get(0));
    outbox.clock.pass(Duration.ofMinutes(1));
    ids.add(outbox.enqueue(site, A, null));
    outbox.clock.pass(Duration.ofDays(400));
    TestBeans.create(DeliveryRetention.class, queue, outbox.runs).purge(outbox.clock.instant());
    ids.add(outbox.enqueue(site, A, null));
    assertThat(claim(queue)).isEmpty();
    assertThat(queue.counts(outbox.clock.instant()))
        .isEqualTo(new DeliveryCounts(4, 0, null, 4, 0));
    assertThat(outbox.view(ids.get(0)).state()).isEqualTo("pending");

    UUID target = outbox.target(ids.get(0)).id();
    assertThat(outbox.targets.resume(target, null, "operator").state()).isEqualTo("active");
    assertThat(audited(target)).contains("webhook-target.resume");
    List<UUID> left = new ArrayList<>();
    for (List<ClaimedDelivery> some = claim(queue); !some.isEmpty(); some = claim(queue)) {
      for (ClaimedDelivery delivery : some) {
        assertThat(delivery.attempts()).as("the schedule begins anew").isZero();
        left.add(delivery.id());
      }
      some.forEach(delivery -> settle(delivery, 200));
    }
    assertThat(left).containsExactlyElementsOf(ids);
    assertThatThrownBy(() -> outbox.targets.resume(target, null, "operator"))
        .hasMessageContaining("nothing is held");
  }

  @Test
  void goneHoldsTheRestUntilTheSiteNamesTheAddressAgain() {
    UUID first = outbox.enqueue(site, A, null);
    UUID other = outbox.enqueue(site, B, null);
    for (ClaimedDelivery delivery : claim(queue)) {
      settle(delivery, delivery.id().equals(first) ? 410 : 200);
    }
    assertThat(outbox.view(first).state()).isEqualTo("dead");
    assertThat(outbox.target(first).state()).isEqualTo("gone");
    assertThat(outbox.target(other).state()).isEqualTo("active");
    assertThat(outbox.warnings.fired)
        .singleElement()
        .satisfies(warning -> assertThat(warning.gone()).isTrue());
    UUID held = outbox.enqueue(site, A + "?x=1", null);
    assertThat(claim(queue)).isEmpty();

    database.doInTransaction(em -> outbox.targets.named(site, B));
    assertThat(claim(queue)).as("another address").isEmpty();
    database.doInTransaction(em -> outbox.targets.named(site, A));
    assertThat(claim(queue)).extracting(ClaimedDelivery::id).containsExactly(held);
  }

  /** Those beyond a hundred share one: each of their paths names it. */
  @Test
  void aSharedAddressThatIsGoneIsNamedByAnyOfItsPaths() {
    for (int i = 0; i < 100; i++) {
      outbox.enqueue(site, A + i, null);
    }
    UUID shared = outbox.enqueue(site, A + "/x", null);
    database.doInTransaction(
        em ->
            em.createNativeQuery("update webhook_target set state = 'GONE' where id = ?1")
                .setParameter(1, outbox.target(shared).id())
                .executeUpdate());
    UUID held = outbox.enqueue(site, A + "/y", null);
    assertThat(outbox.target(held).state()).isEqualTo("gone");
    database.doInTransaction(em -> outbox.targets.named(site, A + "/z"));
    assertThat(outbox.target(held).state()).isEqualTo("active");
  }

  @Test
  void namingAnAddressDoesNotResumeWhatIsSuspended() {
    UUID id = outbox.enqueue(site, A, null);
    fail(1);
    suspend(id);
    database.doInTransaction(em -> outbox.targets.named(site, A));
    assertThat(outbox.target(id).state()).isEqualTo("suspended");
  }

  private void suspend(UUID delivery) {
    Instant now = outbox.clock.instant();
    UUID target = outbox.target(delivery).id();
    database.doInTransaction(
        em -> em.find(bankapi.delivery.entity.WebhookTarget.class, target).suspend(now));
  }

  /** As many attempts in a row, none of which arrives; retried ones are made due at once. */
  private void fail(int attempts) {
    for (int i = 0; i < attempts; i++) {
      ClaimedDelivery claimed =
          queue
              .claim(new ClaimLimits(1, 1, Map.of()), outbox.clock.instant(), TestDeliveries.LEASE)
              .get(0);
      Instant now = outbox.clock.instant();
      queue.settle(
          claimed,
          new DeliveryOutcome.Retry(now, 500, "answered 500"),
          TestDeliveries.answered(500),
          now);
    }
  }

  private void failAgain(UUID delivery) {
    database.doInTransaction(
        em ->
            outbox.health.record(
                outbox.target(delivery).id(),
                TestDeliveries.answered(500),
                outbox.clock.instant()));
  }

  private void settle(ClaimedDelivery claimed, int status) {
    settle(claimed, TestDeliveries.answered(status));
  }

  private void settle(ClaimedDelivery claimed, SendResult result) {
    Instant now = outbox.clock.instant();
    DeliveryOutcome outcome = new RetryPolicy(() -> 0.5).judge(result, claimed.attempts(), now);
    assertThat(queue.settle(claimed, outcome, result, now)).isTrue();
  }

  private ClaimedDelivery onlyOneOfTwoNodes() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<List<ClaimedDelivery>> node =
        () -> {
          DeliveryQueue own = outbox.queue();
          together.await();
          return claim(own);
        };
    List<ClaimedDelivery> all = new ArrayList<>();
    atOnce(List.of(node, node)).forEach(all::addAll);
    assertThat(all).as("claimed by two nodes at once").hasSize(1);
    return all.get(0);
  }

  private void watchFromTwoNodes() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Void> node =
        () -> {
          together.await();
          watch.tick();
          return null;
        };
    atOnce(List.of(node, node));
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> audited(UUID target) {
    return database.inTransaction(
        em ->
            em.createQuery(
                    "select a.action from AuditEntry a where a.subject = :subject", String.class)
                .setParameter("subject", "target " + target)
                .getResultList());
  }

  private List<ClaimedDelivery> claim(DeliveryQueue from) {
    return from.claim(
        new ClaimLimits(16, 2, Map.of()), outbox.clock.instant(), TestDeliveries.LEASE);
  }
}

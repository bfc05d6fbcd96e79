package bankapi.delivery.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.delivery.entity.WebhookTarget;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.entity.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Addresses that an operator has suspended, and those that the gateway has. */
@OnEachDatabase
class SuspendedTargetsIT extends AtTheOutbox {

  private static final String ADDRESS = "https://erp.example.com/a";

  private UUID site;
  private UUID delivery;
  private UUID target;

  SuspendedTargetsIT(TestDatabase database) {
    super(database);
  }

  @BeforeEach
  void prepare() {
    site = outbox.site();
    delivery = outbox.enqueue(site, ADDRESS, null);
    target = outbox.target(delivery).id();
  }

  @Test
  void whatAnOperatorHasSuspendedIsHeldUntilOneResumesIt() {
    TargetView suspended = outbox.targets.suspend(target, null, "olivia");
    assertThat(suspended.state()).isEqualTo("suspended");
    assertThat(suspended.suspendedBy()).isEqualTo("operator");
    assertThat(claim()).isEmpty();
    assertThat(outbox.view(delivery).held()).isTrue();

    assertThat(outbox.targets.proven(target, "a test")).isFalse();
    database.doInTransaction(em -> outbox.targets.named(suspended.siteId(), ADDRESS));
    attempt(200);
    outbox.clock.pass(Duration.ofDays(10));
    TestBeans.create(TargetWatch.class, outbox.health, outbox.clock).tick();
    assertThat(view()).isEqualTo(suspended);
    assertThat(claim()).isEmpty();

    TargetView resumed = outbox.targets.resume(target, null, "oscar");
    assertThat(resumed.state()).isEqualTo("active");
    assertThat(resumed.suspendedBy()).isNull();
    assertThat(claim()).extracting(ClaimedDelivery::id).containsExactly(delivery);
    assertThat(audited())
        .containsExactly(
            "olivia webhook-target.suspend was active", "oscar webhook-target.resume null");
  }

  @Test
  void saidTwiceItChangesNothingTwice() {
    TargetView first = outbox.targets.suspend(target, null, "olivia");
    outbox.clock.pass(Duration.ofMinutes(1));
    assertThat(outbox.targets.suspend(target, null, "oscar")).isEqualTo(first);
    assertThat(audited()).hasSize(1);
  }

  /** An attempt that was under way is answered so. */
  @Test
  void anAnswerOf410DoesNotTakeItFromTheOperator() {
    TargetView suspended = outbox.targets.suspend(target, null, "olivia");
    attempt(410);
    assertThat(view().suspendedBy()).isEqualTo("operator");
    assertThat(view().version()).isEqualTo(suspended.version());
    assertThat(outbox.warnings.fired).as("nobody has to be told").isEmpty();
    database.doInTransaction(em -> outbox.targets.named(suspended.siteId(), ADDRESS));
    assertThat(view().state()).isEqualTo("suspended");
  }

  @Test
  void aTestWakesWhatTheGatewayHasSuspendedUntilAnOperatorTakesItOver() {
    suspendByItself();
    assertThat(view().suspendedBy()).isEqualTo("gateway");
    assertThat(outbox.targets.proven(target, "a test")).isTrue();
    assertThat(view().suspendedBy()).isNull();
    suspendByItself();
    assertThat(outbox.targets.suspend(target, null, "olivia").suspendedBy()).isEqualTo("operator");
    assertThat(outbox.targets.proven(target, "a test")).isFalse();
  }

  @Test
  void whatIsGoneIsNotSentToAgainWhenItsSiteNamesIt() {
    attempt(410);
    assertThat(view().state()).isEqualTo("gone");
    TargetView suspended = outbox.targets.suspend(target, null, "olivia");
    database.doInTransaction(em -> outbox.targets.named(suspended.siteId(), ADDRESS));
    assertThat(view()).isEqualTo(suspended);
    assertThat(audited()).contains("olivia webhook-target.suspend was gone");
  }

  @Test
  void anotherStateThanTheOneThatWasSeenIsLeftAlone() {
    long seen = view().version();
    attempt(500);
    assertThat(view().failures()).isEqualTo(1);
    assertThat(view().version()).as("a failure is no other state").isEqualTo(seen);
    TargetView suspended = outbox.targets.suspend(target, seen, "olivia");
    fails(Code.STALE, () -> outbox.targets.suspend(target, seen, "oscar"));
    fails(Code.STALE, () -> outbox.targets.resume(target, seen, "oscar"));
    outbox.targets.resume(target, suspended.version(), "oscar");
    fails(Code.STALE, () -> outbox.targets.resume(target, suspended.version(), "olivia"));
    fails(Code.NOT_FOUND, () -> outbox.targets.suspend(UUID.randomUUID(), null, "olivia"));
    assertThat(audited()).hasSize(2);
  }

  @Test
  void nobodyIsAlertedOfWhatAnOperatorHasDecided() {
    suspendByItself();
    assertThat(outbox.targets.troubled(target)).isPresent();
    assertThat(troubled()).contains(target);
    outbox.targets.suspend(target, null, "olivia");
    assertThat(outbox.targets.troubled(target)).isEmpty();
    assertThat(troubled()).doesNotContain(target);
  }

  private List<UUID> troubled() {
    return outbox.targets.troubled(500).stream().map(TargetView::id).toList();
  }

  private TargetView view() {
    return outbox.targets.find(target).orElseThrow();
  }

  private void suspendByItself() {
    Instant now = outbox.clock.instant();
    database.doInTransaction(em -> em.find(WebhookTarget.class, target).suspend(now));
  }

  private void attempt(int status) {
    outbox.health.record(target, TestDeliveries.answered(status), outbox.clock.instant());
  }

  private List<ClaimedDelivery> claim() {
    return outbox.claim(queue, 16, 2);
  }

  private List<String> audited() {
    return database.inTransaction(
        em ->
            em
                .createQuery(
                    "select a from AuditEntry a where a.subject = :subject order by a.at",
                    AuditEntry.class)
                .setParameter("subject", "target " + target)
                .getResultList()
                .stream()
                .peek(a -> assertThat(a.siteId()).isEqualTo(site))
                .map(a -> a.actor() + " " + a.action() + " " + a.detail())
                .toList());
  }
}

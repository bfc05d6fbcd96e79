package bankapi.delivery.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.delivery.control.DeliverySeries.Point;
import bankapi.delivery.entity.DeliveryAttempt;
import bankapi.delivery.entity.DeliveryAttempt.Outcome;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attempts over time. */
@OnEachDatabase
class DeliveryHistoryIT {

  private static final Instant FROM = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final TestDatabase database;
  private TestDeliveries outbox;
  private DeliveryHistory history;
  private UUID site;
  private UUID delivery;

  DeliveryHistoryIT(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    outbox = new TestDeliveries(database);
    outbox.empty();
    history = database.store(DeliveryHistory.class, outbox.clock);
    site = outbox.site();
    delivery = outbox.enqueue(site);
  }

  @Test
  void eachAttemptIsCountedInItsStepAndEmptyStepsAreThere() {
    attempt(FROM.minusMillis(1), Outcome.DELIVERED);
    attempt(FROM, Outcome.DELIVERED);
    attempt(FROM.plus(HOUR).minusMillis(1), Outcome.DELIVERED);
    attempt(FROM.plus(HOUR), Outcome.RETRY);
    attempt(FROM.plus(HOUR.multipliedBy(3)), Outcome.DEAD);
    Instant until = FROM.plus(HOUR.multipliedBy(3)).plusMillis(1);
    attempt(until, Outcome.DEAD);
    DeliverySeries series = history.between(FROM, until, HOUR);
    assertThat(series.data())
        .containsExactly(
            new Point(FROM, 2, 0, 0),
            new Point(FROM.plus(HOUR), 0, 1, 0),
            new Point(FROM.plus(HOUR.multipliedBy(2)), 0, 0, 0),
            new Point(FROM.plus(HOUR.multipliedBy(3)), 0, 0, 1));
  }

  @Test
  void theLastDayIsMeantWhereNothingIsSaid() {
    Instant now = outbox.clock.instant();
    attempt(now.minusSeconds(1), Outcome.DELIVERED);
    DeliverySeries series = history.between(null, null, null);
    assertThat(series.until()).isEqualTo(now);
    assertThat(series.data()).hasSize(48);
    assertThat(series.data().get(47).delivered()).isEqualTo(1);
    assertThat(history.between(now.minusSeconds(90), null, null).data()).hasSize(2);
  }

  @Test
  void noSpanAndNoStepMakesAnAnswerThatIsTooLarge() {
    refused(FROM, FROM, HOUR);
    refused(FROM.plusSeconds(1), FROM, HOUR);
    refused(FROM, FROM.plus(Duration.ofDays(91)), Duration.ofDays(1));
    refused(FROM, FROM.plus(HOUR), Duration.ofSeconds(59));
    refused(FROM, FROM.plus(HOUR), Duration.ofHours(-1));
    refused(FROM, FROM.plus(Duration.ofHours(201)), HOUR);
    refused(FROM, FROM.plus(HOUR), Duration.ofSeconds(Long.MAX_VALUE));
    refused(Instant.MIN, Instant.MAX, HOUR);
    refused(Instant.MIN, Instant.MIN.plus(HOUR), HOUR);
    refused(Instant.MAX.minus(HOUR), Instant.MAX, HOUR);
    assertThat(history.between(FROM, FROM.plus(Duration.ofHours(200)), HOUR).data())
        .hasSize(DeliveryHistory.STEPS);
    assertThat(history.between(FROM, FROM.plus(HOUR), Duration.ofDays(90)).data()).hasSize(1);
    Instant far = Instant.parse("9999-01-01T00:00:00Z");
    assertThat(history.between(far, far.plus(HOUR), HOUR).data()).hasSize(1);
  }

  private void refused(@Nullable Instant from, @Nullable Instant until, @Nullable Duration step) {
    fails(Code.INVALID_ARGUMENT, () -> history.between(from, until, step));
  }

  private void attempt(Instant at, Outcome outcome) {
    database.doInTransaction(
        em ->
            em.persist(
                new DeliveryAttempt(
                    delivery, site, at, Duration.ofMillis(7), outcome, 200, null, null)));
  }
}

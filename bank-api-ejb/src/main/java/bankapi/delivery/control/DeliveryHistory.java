package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryAttempt.Outcome;
import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Store: how attempts went over time, counted from an index of attempts by time. What that costs
 * grows with the attempts in the span that is asked for, not with those that are kept.
 */
@Stateless
public class DeliveryHistory {

  /** No more steps than a chart has room for. */
  static final int STEPS = 200;

  private static final Duration USUAL = Duration.ofHours(24);
  private static final int USUAL_STEPS = 48;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * JPQL cannot make a step of a time. Whole microseconds, because H2 rounds what a division of
   * other numbers comes to.
   */
  static final String IN_STEPS =
      """
      select t.step, t.outcome, count(*)
      from (select (cast(extract(epoch from a.attempted_at) * 1000000 as bigint)
                - cast(?1 as bigint)) / cast(?2 as bigint) as step, a.outcome as outcome
            from delivery_attempt a where a.attempted_at >= ?3 and a.attempted_at < ?4) t
      group by t.step, t.outcome
      """;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /**
   * @param wantedFrom null: 24 hours before the end
   * @param wantedUntil not in it; null: now
   * @param wantedStep null: a 48th of the span, a minute at least
   * @throws GatewayException INVALID_ARGUMENT for a span that is empty, longer than 90 days or of
   *     another age, a step of less than a minute or more than 90 days, or more than {@link #STEPS}
   *     of them
   */
  public DeliverySeries between(
      @Nullable Instant wantedFrom, @Nullable Instant wantedUntil, @Nullable Duration wantedStep) {
    // databases round what is finer than they store
    Instant until = millis(wantedUntil == null ? clock.instant() : wantedUntil);
    Instant from = millis(wantedFrom == null ? until.minus(USUAL) : wantedFrom);
    Duration span = Duration.between(from, until);
    Duration step = wantedStep == null ? usual(span) : wantedStep;
    if (from.isBefore(Instant.EPOCH)
        || until.isAfter(LAST)
        || span.isNegative()
        || span.isZero()
        || span.compareTo(LONGEST) > 0) {
      throw GatewayException.invalid(
          "until", "must be later than from, by 90 days at most, between 1970 and 9999");
    }
    if (step.getNano() != 0
        || step.compareTo(SHORTEST) < 0
        || step.compareTo(LONGEST) > 0
        || step.compareTo(span.dividedBy(STEPS)) < 0) {
      throw GatewayException.invalid(
          "step",
          "must be whole seconds, from a minute to 90 days, and at most " + STEPS + " must fit");
    }
    long[][] counts = new long[steps(span, step)][Outcome.values().length];
    for (Object[] row : rows(from, until, step)) {
      int outcome = Outcome.valueOf((String) row[1]).ordinal();
      counts[((Number) row[0]).intValue()][outcome] = ((Number) row[2]).longValue();
    }
    List<DeliverySeries.Point> data = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      data.add(
          new DeliverySeries.Point(
              from.plus(step.multipliedBy(i)),
              counts[i][Outcome.DELIVERED.ordinal()],
              counts[i][Outcome.RETRY.ordinal()],
              counts[i][Outcome.DEAD.ordinal()]));
    }
    return new DeliverySeries(from, until, step, data);
  }

  private static Duration usual(Duration span) {
    Duration step = Duration.ofSeconds((span.toSeconds() + USUAL_STEPS - 1) / USUAL_STEPS);
    return step.compareTo(SHORTEST) < 0 ? SHORTEST : step;
  }

  private static Instant millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The last one may be cut off. */
  private static int steps(Duration span, Duration step) {
    return (int) span.plus(step).minusNanos(1).dividedBy(step);
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> rows(Instant from, Instant until, Duration step) {
    return em.createNativeQuery(IN_STEPS)
        .setParameter(1, from.toEpochMilli() * 1000)
        .setParameter(2, step.toNanos() / 1000)
        .setParameter(3, from.atOffset(ZoneOffset.UTC))
        .setParameter(4, until.atOffset(ZoneOffset.UTC))
        .getResultList();
  }
}

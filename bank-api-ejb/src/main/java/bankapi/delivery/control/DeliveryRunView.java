package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryRun;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a run over many deliveries has come.
 *
 * @param action {@code replay} or {@code cancel}
 * @param state {@code running}, {@code finished} or {@code cancelled}; a running one goes on by
 *     itself
 * @param requestedBy a site or an operator
 * @param which deliveries it is about
 * @param wanted how many these were when it was asked for; null where that was not counted
 * @param done with how many it is done so far
 * @param finishedAt null while it goes on
 */
public record DeliveryRunView(
    UUID id,
    String action,
    String state,
    String requestedBy,
    DeliveryFilter which,
    @Nullable Long wanted,
    long done,
    Instant requestedAt,
    @Nullable Instant finishedAt) {

  enum State {
    RUNNING,
    FINISHED,
    CANCELLED
  }

  static DeliveryRunView of(DeliveryRun run) {
    State state =
        run.cancelledAt() != null
            ? State.CANCELLED
            : run.finishedAt() != null ? State.FINISHED : State.RUNNING;
    return new DeliveryRunView(
        run.id(),
        word(run.action()),
        word(state),
        run.requestedBy(),
        DeliveryFilter.of(run.which()),
        run.wanted(),
        run.done(),
        run.requestedAt(),
        run.finishedAt());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

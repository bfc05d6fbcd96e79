package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.control.RunState;
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

  boolean isRunning() {
    return finishedAt == null;
  }

  static DeliveryRunView of(DeliveryRun run) {
    return new DeliveryRunView(
        run.id(),
        run.action().name().toLowerCase(Locale.ROOT),
        RunState.of(run).word(),
        run.requestedBy(),
        DeliveryFilter.of(run.which()),
        run.wanted(),
        run.done(),
        run.requestedAt(),
        run.finishedAt());
  }
}

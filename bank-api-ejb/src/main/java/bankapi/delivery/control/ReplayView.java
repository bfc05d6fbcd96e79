package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryReplay;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay of many has come.
 *
 * @param state {@code running}, {@code finished} or {@code cancelled}; a running one goes on by
 *     itself
 * @param requestedBy a site or an operator
 * @param which deliveries it is about
 * @param wanted how many these were when it was asked for; null where that was not counted
 * @param replayed how many are sent again so far
 * @param finishedAt null while it goes on
 */
public record ReplayView(
    UUID id,
    String state,
    String requestedBy,
    ReplayCommand which,
    @Nullable Long wanted,
    long replayed,
    Instant requestedAt,
    @Nullable Instant finishedAt) {

  enum State {
    RUNNING,
    FINISHED,
    CANCELLED
  }

  static ReplayView of(DeliveryReplay replay) {
    State state =
        replay.cancelledAt() != null
            ? State.CANCELLED
            : replay.finishedAt() != null ? State.FINISHED : State.RUNNING;
    return new ReplayView(
        replay.id(),
        state.name().toLowerCase(Locale.ROOT),
        replay.requestedBy(),
        new ReplayCommand(
            replay.siteId(),
            replay.event(),
            replay.fromState() == null ? null : replay.fromState().name().toLowerCase(Locale.ROOT),
            replay.createdFrom(),
            replay.createdUntil()),
        replay.wanted(),
        replay.replayed(),
        replay.requestedAt(),
        replay.finishedAt());
  }
}

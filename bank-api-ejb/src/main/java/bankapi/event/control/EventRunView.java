package bankapi.event.control;

import bankapi.event.entity.EventRun;
import bankapi.platform.control.RunState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far working many of Bridge's webhooks off again has come.
 *
 * @param state {@code running}, {@code finished} or {@code cancelled}; a running one goes on by
 *     itself
 * @param requestedBy an operator
 * @param which webhooks it is about
 * @param wanted how many these were when it was asked for
 * @param done how many of them wait to be worked off, or were, so far
 * @param finishedAt null while it goes on
 */
public record EventRunView(
    UUID id,
    String state,
    String requestedBy,
    EventFilter which,
    @Nullable Long wanted,
    long done,
    Instant requestedAt,
    @Nullable Instant finishedAt) {

  boolean isRunning() {
    return finishedAt == null;
  }

  static EventRunView of(EventRun run) {
    return new EventRunView(
        run.id(),
        RunState.of(run).word(),
        run.requestedBy(),
        EventFilter.of(run.which()),
        run.wanted(),
        run.done(),
        run.requestedAt(),
        run.finishedAt());
  }
}

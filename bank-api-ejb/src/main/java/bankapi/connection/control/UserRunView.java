package bankapi.connection.control;

import bankapi.connection.entity.UserRun;
import bankapi.platform.control.RunState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far deleting all users of a site has come.
 *
 * @param state {@code running}, {@code finished} or {@code cancelled}; a running one goes on by
 *     itself
 * @param requestedBy an operator
 * @param wanted how many users the site had when it was asked for
 * @param done how many were deleted so far; without one whom a node has deleted that died before it
 *     said so
 * @param leftOut how many were not, as Bridge refused or failed for them: they are left
 * @param trouble why it waits and tries again, was stopped, or left somebody out last; null where
 *     nothing is wrong
 * @param finishedAt null while it goes on
 */
public record UserRunView(
    UUID id,
    String state,
    String requestedBy,
    UUID siteId,
    String siteKey,
    @Nullable Long wanted,
    long done,
    long leftOut,
    @Nullable String trouble,
    Instant requestedAt,
    @Nullable Instant finishedAt) {

  static UserRunView of(UserRun run, String siteKey) {
    return new UserRunView(
        run.id(),
        RunState.of(run).word(),
        run.requestedBy(),
        run.siteId(),
        siteKey,
        run.wanted(),
        run.done(),
        run.leftOut(),
        run.trouble(),
        run.requestedAt(),
        run.finishedAt());
  }
}

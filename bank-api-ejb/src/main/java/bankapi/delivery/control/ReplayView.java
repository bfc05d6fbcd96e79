package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryReplay;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay of many has come.
 *
 * @param replayed how many are sent again so far
 * @param finishedAt null while it goes on by itself
 */
public record ReplayView(
    UUID id, long replayed, Instant requestedAt, @Nullable Instant finishedAt) {

  static ReplayView of(DeliveryReplay replay) {
    return new ReplayView(
        replay.id(), replay.replayed(), replay.requestedAt(), replay.finishedAt());
  }
}

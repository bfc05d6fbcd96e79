package bankapi.event.control;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long Bridge's webhooks have been missing.
 *
 * @param lastHeard when the last one was received; null where none is known
 * @param silentFor how long none came although there was something to hear of: zero while no site
 *     has a connected bank
 */
public record BridgeSilence(@Nullable Instant lastHeard, Duration silentFor) {

  static BridgeSilence of(
      @Nullable Instant lastHeard, @Nullable Instant oldestItem, boolean anyItem, Instant now) {
    Instant since = lastHeard;
    if (oldestItem != null && (since == null || oldestItem.isAfter(since))) {
      since = oldestItem;
    }
    boolean nothingToHear = !anyItem || since == null || since.isAfter(now);
    return new BridgeSilence(
        lastHeard, nothingToHear ? Duration.ZERO : Duration.between(since, now));
  }
}

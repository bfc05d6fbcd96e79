package bankapi.event.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Bridge's webhooks look like from outside.
 *
 * @param waiting stored and not yet worked off, also those that wait for another try
 * @param oldestWaiting when the oldest of these came; null when there is none
 * @param failed given up, for an operator to look at
 * @param silence how long none has come
 */
public record EventCounts(
    long waiting, @Nullable Instant oldestWaiting, long failed, BridgeSilence silence) {}

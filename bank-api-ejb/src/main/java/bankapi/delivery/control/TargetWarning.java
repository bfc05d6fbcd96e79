package bankapi.delivery.control;

import java.time.Instant;
import java.util.UUID;

/**
 * A target needs somebody's attention. A synchronous CDI event in the transaction that writes the
 * warning down, so that it is fired once over all nodes.
 *
 * @param url without its query
 * @param percent of the way to suspension: 50, 70, 90; 100 when it has been suspended or is gone
 * @param gone the receiver answered 410
 * @param since since when it fails
 */
public record TargetWarning(
    UUID targetId, UUID siteId, String url, int percent, boolean gone, Instant since) {}

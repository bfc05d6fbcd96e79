package bankapi.delivery.control;

import bankapi.delivery.entity.WebhookTarget;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be seen of a target.
 *
 * @param url without its query
 * @param state {@code active}, {@code suspended} or {@code gone}
 * @param failures in a row
 * @param failingSince null unless it is failing
 * @param retryAt while it is spared: when the next single attempt may be made
 * @param warnedPercent how much of the way to suspension operators were last warned of
 * @param changedAt since when it is in its state
 */
public record TargetView(
    UUID id,
    UUID siteId,
    String url,
    String state,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant retryAt,
    int warnedPercent,
    Instant changedAt) {

  static TargetView of(WebhookTarget target) {
    return new TargetView(
        target.id(),
        target.siteId(),
        target.url(),
        target.state().name().toLowerCase(Locale.ROOT),
        target.failures(),
        target.failingSince(),
        target.retryAt(),
        target.warnedPercent(),
        target.changedAt());
  }
}

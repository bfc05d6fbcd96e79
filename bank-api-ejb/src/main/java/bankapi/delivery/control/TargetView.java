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
 * @param suspendedBy {@code gateway} after days of failures, or {@code operator}; null unless it is
 *     suspended
 * @param failures in a row
 * @param failingSince null unless it is failing
 * @param retryAt while it is spared: when the next single attempt may be made
 * @param warnedPercent how much of the way to suspension operators were last warned of
 * @param changedAt since when it is in its state
 * @param version names this state in {@code If-Match}; failures do not change it
 */
public record TargetView(
    UUID id,
    UUID siteId,
    String siteKey,
    String url,
    String state,
    @Nullable String suspendedBy,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant retryAt,
    int warnedPercent,
    Instant changedAt,
    long version) {

  static TargetView of(WebhookTarget target, String siteKey) {
    return new TargetView(
        target.id(),
        target.siteId(),
        siteKey,
        target.url(),
        target.state().name().toLowerCase(Locale.ROOT),
        lower(target.suspendedBy()),
        target.failures(),
        target.failingSince(),
        target.retryAt(),
        target.warnedPercent(),
        target.changedAt(),
        target.version());
  }

  private static @Nullable String lower(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }
}

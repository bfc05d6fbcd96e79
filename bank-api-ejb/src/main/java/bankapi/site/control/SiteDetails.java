package bankapi.site.control;

import bankapi.site.entity.Site;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of a site; never its webhook secret.
 *
 * @param state {@code active} or {@code suspended}
 * @param previousWebhookSecretUntil until when the former secret signs beside the new one; null: it
 *     does not
 * @param version names this state in {@code If-Match}
 */
public record SiteDetails(
    UUID id,
    UUID apiUserId,
    String siteKey,
    String baseUrl,
    Set<String> allowedHosts,
    @Nullable String webhookUrl,
    @Nullable String email,
    String locale,
    String timeZone,
    String state,
    Instant createdAt,
    @Nullable Instant previousWebhookSecretUntil,
    long version) {

  static SiteDetails of(Site site, Instant now) {
    return new SiteDetails(
        site.id(),
        site.apiUserId(),
        site.siteKey(),
        site.baseUrl(),
        site.allowedHosts(),
        site.defaultWebhookUrl(),
        site.email(),
        site.locale(),
        site.timeZone(),
        site.state().name().toLowerCase(Locale.ROOT),
        site.createdAt(),
        site.webhookSecret().previousUntil(now),
        site.version());
  }
}

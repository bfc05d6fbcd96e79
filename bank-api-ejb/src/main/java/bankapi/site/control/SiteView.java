package bankapi.site.control;

import bankapi.site.entity.Site;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may leave about a site: no secret.
 *
 * @param allowedHosts {@code host} or {@code host:port}, lower case
 * @param webhookUrl where deliveries go that no request named an address for
 * @param locale {@code fr} or {@code en}
 * @param zone in which the site's zone-less times are read
 */
public record SiteView(
    UUID id,
    UUID apiUserId,
    String siteKey,
    String baseUrl,
    Set<String> allowedHosts,
    @Nullable String webhookUrl,
    @Nullable String email,
    String locale,
    ZoneId zone) {

  static SiteView of(Site site) {
    return new SiteView(
        site.id(),
        site.apiUserId(),
        site.siteKey(),
        site.baseUrl(),
        site.allowedHosts(),
        site.defaultWebhookUrl(),
        site.email(),
        site.locale(),
        ZoneId.of(site.timeZone()));
  }

  /**
   * Where it hears of what was asked for with a webhook address of its own: there, as long as the
   * host of that is pinned, else where it hears of everything.
   *
   * @param own null: there was none
   * @return null: nowhere
   */
  public @Nullable String hearsAt(@Nullable String own) {
    return own != null && allowedHosts.contains(Hosts.pinnable(own)) ? own : webhookUrl;
  }
}

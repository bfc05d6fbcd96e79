package bankapi.site.control;

import bankapi.platform.control.GatewayException;
import bankapi.site.entity.Site;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operator may write into a site, checked. */
@ApplicationScoped
public class SiteSettings {

  private static final int LONGEST_LIST = 4000;

  @Inject Hosts hosts;

  /**
   * @throws GatewayException INVALID_ARGUMENT, also where the site's own addresses would not lie on
   *     its hosts any more
   */
  void apply(ChangeSite change, Site site) {
    if (change.allowedHosts() != null) {
      site.pin(hosts(change.allowedHosts()));
    }
    if (change.baseUrl() != null) {
      site.move(change.baseUrl());
    }
    if (change.webhookUrl() != null) {
      site.hearAt(filled(change.webhookUrl()));
    }
    if (change.email() != null) {
      site.contact(filled(change.email()));
    }
    if (change.locale() != null) {
      site.speak(change.locale());
    }
    if (change.timeZone() != null) {
      site.live(zone(change.timeZone()));
    }
    hosts.check("base_url", site.baseUrl(), site.allowedHosts());
    if (site.defaultWebhookUrl() != null) {
      hosts.check("webhook_url", site.defaultWebhookUrl(), site.allowedHosts());
    }
  }

  /** The host of an address, as it is pinned. */
  String host(String argument, String url) {
    return hosts.of(argument, url);
  }

  /** As they are pinned: lower case, with the port where it is not https's own. */
  Set<String> hosts(@Nullable List<String> given) {
    Set<String> pinned = new LinkedHashSet<>();
    for (String host : given == null ? List.<String>of() : given) {
      if (!host.matches("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9a-fA-F:.]+](:\\d{1,5})?")) {
        throw GatewayException.invalid("allowed_hosts", "holds what is neither host nor host:port");
      }
      pinned.add(hosts.of("allowed_hosts", "https://" + host));
    }
    if (String.join(" ", pinned).length() > LONGEST_LIST) {
      throw GatewayException.invalid("allowed_hosts", "is too long");
    }
    return pinned;
  }

  static String zone(String given) {
    try {
      return ZoneId.of(given).getId();
    } catch (DateTimeException e) {
      throw GatewayException.invalid("time_zone", "is not a zone like Europe/Paris");
    }
  }

  static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}

package bankapi.sandbox.site;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this site was configured with: where the gateway is, the key, and its own addresses. */
public final class SiteAccess {

  private final Supplier<URI> ownBase;
  private volatile @Nullable Access access;
  private volatile @Nullable String secret;

  private record Access(SiteClient client, URI gateway, String site) {}

  /**
   * @param ownBase where this server is
   */
  public SiteAccess(Supplier<URI> ownBase) {
    this.ownBase = ownBase;
  }

  /** The gateway to use from now on. */
  public void use(URI gateway, String apiKey, String apiSecret, String site) {
    access = new Access(new SiteClient(gateway, apiKey, apiSecret), gateway, site);
    secret = null;
  }

  boolean isConfigured() {
    return access != null;
  }

  private Access access() {
    Access now = access;
    if (now == null) {
      throw new IllegalStateException(
          "The demo site has no gateway: start with --gateway-url, --api-key and --api-secret.");
    }
    return now;
  }

  SiteClient client() {
    return access().client();
  }

  String site() {
    return access().site();
  }

  String gateway() {
    return access().gateway().toString();
  }

  /** The arguments that every link method takes, with this site's own addresses. */
  Map<String, String> linkArguments(String bank, String user, String itemId) {
    String base = ownBase.get().toString();
    return Map.of(
        "base_url", base,
        "redirect_url", base + "/site/return",
        "webhook_url", base + "/site/webhook",
        "site", site(),
        "user", user,
        "bank", bank,
        "item_id", itemId);
  }

  /**
   * Verifies with the secret known, and if that fails with a freshly fetched one: it may have been
   * rotated.
   */
  boolean verifies(java.util.function.Predicate<WebhookVerifier> check) throws GatewayRefusal {
    String known = secret;
    if (known != null && check.test(new WebhookVerifier(known))) {
      return true;
    }
    String fresh = client().webhookSecret(site());
    secret = fresh;
    return !fresh.equals(known) && check.test(new WebhookVerifier(fresh));
  }
}

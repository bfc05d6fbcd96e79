package bankapi.acceptance.server;

import bankapi.acceptance.system.BridgeSystem;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an operator would configure; the same on every server. */
final class GatewaySettings {
  private GatewaySettings() {}

  /** By their keys, in a map that may be changed. */
  static Map<String, String> of(URI publicUrl, BridgeSystem bridge) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("bankapi.public-url", publicUrl.toString());
    settings.put("bankapi.bridge.base-url", bridge.base().toString());
    settings.put("bankapi.bridge.client-id", bridge.config().clientId());
    settings.put("bankapi.bridge.client-secret", bridge.config().clientSecret());
    settings.put("bankapi.bridge.webhook-secrets", bridge.config().webhookSecret());
    settings.put("bankapi.metrics.token", Bench.METRICS_TOKEN);
    settings.put("bankapi.site.allow-loopback", "true");
    settings.put("bankapi.bootstrap.api-key", Bench.API_KEY);
    settings.put("bankapi.bootstrap.api-secret", Bench.API_SECRET);
    settings.put("bankapi.bootstrap.email", Bench.API_EMAIL);
    settings.put(
        "bankapi.platform.encryption-keys",
        "test:" + Base64.getEncoder().encodeToString(new byte[32]));
    // so that the failures which tests order never shut Bridge off for other tests
    settings.put("bankapi.bridge.breaker.calls", "500");
    return settings;
  }
}

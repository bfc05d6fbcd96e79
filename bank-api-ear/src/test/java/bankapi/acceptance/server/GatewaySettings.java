package bankapi.acceptance.server;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.ChatSystem;
import bankapi.acceptance.system.MailSystem;
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

  /** How operators are told, and sooner than anybody would like to be. */
  static Map<String, String> alerts(ChatSystem chat, MailSystem mail) {
    return Map.of(
        "bankapi.test.smtp-port",
        String.valueOf(mail.port()),
        "env.BANKAPI_MAIL_HOST",
        "127.0.0.1",
        "env.BANKAPI_MAIL_PORT",
        String.valueOf(mail.port()),
        "bankapi.alert.webhook-url",
        chat.webhook().toString(),
        "bankapi.alert.mail-session",
        "mail/bankapi",
        "bankapi.alert.mail-to",
        MailSystem.OPERATOR,
        "bankapi.alert.open-after",
        "PT1S",
        "bankapi.alert.close-after",
        "PT6S");
  }
}

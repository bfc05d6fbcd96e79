package bankapi.delivery.control;

import bankapi.platform.control.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Signs a body in two ways, so that a receiver needs nothing of ours to verify it.
 *
 * <ul>
 *   <li>Standard Webhooks 1.0: {@code webhook-id}, {@code webhook-timestamp} (epoch seconds) and
 *       {@code webhook-signature}: for each live secret, newest first and separated by a space,
 *       {@code v1,} and the Base64 of HMAC-SHA256 over {@code id.timestamp.body}. The key is the
 *       Base64-decoded part of the secret after {@code whsec_}.
 *   <li>Frappe's Webhook doctype: {@code X-Frappe-Webhook-Signature}, the Base64 of HMAC-SHA256
 *       over the body. The key is the whole text of the newest secret, {@code whsec_} included, as
 *       one would paste it into the field "Webhook Secret".
 * </ul>
 */
final class WebhookSignatures {

  private static final String PREFIX = "whsec_";

  private WebhookSignatures() {}

  /**
   * @param secrets at least one, newest first
   * @return header names and values
   */
  static Map<String, String> headers(UUID id, Instant sentAt, byte[] body, List<String> secrets) {
    String timestamp = Long.toString(sentAt.getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id.toString());
    headers.put("webhook-timestamp", timestamp);
    headers.put(
        "webhook-signature",
        secrets.stream()
            .map(secret -> standard(secret, id + "." + timestamp + ".", body))
            .collect(Collectors.joining(" ")));
    headers.put("X-Frappe-Webhook-Signature", frappe(secrets.get(0), body));
    return headers;
  }

  static String frappe(String secret, byte[] body) {
    return base64(Hashes.hmacSha256(secret.getBytes(StandardCharsets.UTF_8), body));
  }

  private static String standard(String secret, String head, byte[] body) {
    String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    byte[] key = Base64.getDecoder().decode(encoded);
    return "v1," + base64(Hashes.hmacSha256(key, head.getBytes(StandardCharsets.UTF_8), body));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

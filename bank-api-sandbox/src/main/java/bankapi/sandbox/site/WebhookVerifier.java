package bankapi.sandbox.site;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How to check that a webhook comes from the gateway and is fresh. Each webhook is signed in two
 * ways with the same secret; a receiver needs to check only one of them. Both cover the exact bytes
 * of the body: check before parsing.
 */
public final class WebhookVerifier {

  private static final String PREFIX = "whsec_";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final String secret;

  /**
   * @param secret as the gateway's {@code get_secret} gives it: {@code whsec_<base64>}
   */
  public WebhookVerifier(String secret) {
    this.secret = secret;
  }

  /**
   * Standard Webhooks: {@code webhook-signature} holds {@code v1,<base64>}, possibly several
   * separated by spaces while a secret is rotated, each HMAC-SHA256 of {@code id.timestamp.body}
   * keyed with the decoded secret. A timestamp more than five minutes away is refused, so that an
   * old webhook cannot be played again.
   */
  public boolean standardWebhook(
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signatures,
      byte[] body,
      Instant now) {
    if (id == null || timestamp == null || signatures == null || !timestamp.matches("\\d{1,12}")) {
      return false;
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
      return false;
    }
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    String expected = "v1," + hmac(decodedSecret(), head, body);
    boolean found = false;
    for (String signature : signatures.split(" ", -1)) {
      found |= same(expected, signature);
    }
    return found;
  }

  /**
   * Frappe's own way: {@code X-Frappe-Webhook-Signature} is the base64 of HMAC-SHA256 of the body
   * keyed with the text of the secret. It knows no time.
   */
  public boolean frappe(@Nullable String signature, byte[] body) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return signature != null && same(hmac(key, body), signature);
  }

  private byte[] decodedSecret() {
    String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    return Base64.getDecoder().decode(encoded);
  }

  /** Compares in constant time: how long it takes must not tell how much was right. */
  private static boolean same(String expected, String actual) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
  }

  private static String hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}

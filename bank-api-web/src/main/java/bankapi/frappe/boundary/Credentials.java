package bankapi.frappe.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key and secret from an {@code Authorization} header, read as Frappe 15 reads it.
 *
 * @param key not empty, without a colon
 * @param secret not empty, without a colon
 */
public record Credentials(String key, String secret) {

  private static final int LONGEST = 200;

  /**
   * Understands {@code token key:secret} and {@code Basic base64(key:secret)}, the scheme in any
   * case. A header that is not exactly two words is no header at all: the caller is a guest.
   *
   * @throws GatewayException {@code NOT_AUTHENTICATED} for two words that are not such credentials
   * @throws InvalidAuthorizationToken for {@code Basic} with broken Base64
   */
  public static Optional<Credentials> parse(@Nullable String authorization) {
    String[] words = authorization == null ? new String[0] : authorization.split(" ", -1);
    if (words.length != 2) {
      return Optional.empty();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "token" -> Optional.of(pair(words[1]));
      case "basic" -> Optional.of(pair(decode(words[1])));
      default -> throw refused();
    };
  }

  private static Credentials pair(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2 || !isSane(parts[0]) || !isSane(parts[1])) {
      throw refused();
    }
    return new Credentials(parts[0], parts[1]);
  }

  /** No key is longer, and nothing a database would choke on goes on from here. */
  private static boolean isSane(String part) {
    return !part.isEmpty()
        && part.length() <= LONGEST
        && part.chars().noneMatch(Character::isISOControl);
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidAuthorizationToken();
    }
  }

  private static GatewayException refused() {
    return new GatewayException(Code.NOT_AUTHENTICATED, "Invalid API key or secret");
  }

  /** Without the secret: records end up in log lines. */
  @Override
  public String toString() {
    return "Credentials[key=" + key + "]";
  }
}

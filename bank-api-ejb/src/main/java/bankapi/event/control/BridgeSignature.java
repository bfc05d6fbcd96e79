package bankapi.event.control;

import bankapi.platform.control.Hashes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the header {@code BridgeApi-Signature: v1=<HEX>[,v1=<HEX>]}: HMAC-SHA256 over the raw
 * body with one of the live secrets (two while Bridge rotates them). Other schemes are ignored.
 */
@ApplicationScoped
public class BridgeSignature {

  /**
   * Bridge's webhook secrets as its dashboard shows them, newest first, separated by commas. Split
   * here: Payara does not inject an {@code Optional<List<String>>}.
   */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.webhook-secrets")
  Optional<String> secrets = Optional.empty();

  public BridgeSignature() {}

  BridgeSignature(String secrets) {
    this.secrets = Optional.of(secrets);
  }

  /** Without a configured secret nothing is ever valid. */
  public boolean isValid(@Nullable String header, byte[] body) {
    if (header == null) {
      return false;
    }
    boolean valid = false;
    for (String secret : secrets.orElse("").split(",")) {
      if (secret.isBlank()) {
        continue;
      }
      String expected =
          HexFormat.of()
              .withUpperCase()
              .formatHex(Hashes.hmacSha256(secret.strip().getBytes(StandardCharsets.UTF_8), body));
      for (String part : header.split(",")) {
        String given = part.strip();
        if (given.startsWith("v1=")) {
          valid |= Hashes.same(given.substring(3).toUpperCase(Locale.ROOT), expected);
        }
      }
    }
    return valid;
  }
}

package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes every random value that must not be guessed. */
@ApplicationScoped
public class RandomSecrets {

  private final SecureRandom random = new SecureRandom();

  /** 160 bits as 40 lower-case hexadecimal characters: no colon, as Frappe's header demands. */
  public String hex() {
    return HexFormat.of().formatHex(bytes(20));
  }

  /** 192 bits as Standard Webhooks writes them: {@code whsec_} and Base64. */
  public String webhookSecret() {
    return "whsec_" + Base64.getEncoder().encodeToString(bytes(24));
  }

  /** As many random bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}

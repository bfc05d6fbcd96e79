package bankapi.platform.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts the secrets that must be read back (webhook secrets) with AES-256-GCM.
 *
 * <p>{@code bankapi.platform.encryption-keys} is a list {@code id:base64key,id:base64key} of keys
 * of 32 bytes. The first one encrypts, all of them decrypt, so that a key is changed by putting the
 * new one in front. Stored form: {@code id:base64(12 bytes nonce, ciphertext, 16 bytes tag)}.
 */
@ApplicationScoped
public class SecretCipher {

  private static final int NONCE = 12;

  @Inject
  @ConfigProperty(name = "bankapi.platform.encryption-keys")
  Optional<String> configured = Optional.empty();

  @Inject RandomSecrets random;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();

  @PostConstruct
  void read() {
    String list =
        configured.orElseThrow(
            () ->
                new IllegalStateException(
                    "bankapi.platform.encryption-keys is not set: give one key as id:base64 of 32"
                        + " random bytes, for example k1:$(openssl rand -base64 32)"));
    for (String entry : list.split(",")) {
      int colon = entry.indexOf(':');
      byte[] key = colon < 1 ? new byte[0] : decode(entry.substring(colon + 1).strip());
      if (key.length != 32) {
        throw new IllegalStateException(
            "bankapi.platform.encryption-keys: each entry is id:base64 of exactly 32 bytes");
      }
      keys.put(entry.substring(0, colon).strip(), new SecretKeySpec(key, "AES"));
    }
  }

  /** What everything begins with that is encrypted with the key that encrypts new ones. */
  public String prefix() {
    return current() + ":";
  }

  private String current() {
    return keys.keySet().iterator().next();
  }

  public String encrypt(String plain) {
    String id = current();
    byte[] nonce = random.bytes(NONCE);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, id, nonce, plain.getBytes(StandardCharsets.UTF_8));
    byte[] both = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    return id + ":" + Base64.getEncoder().encodeToString(both);
  }

  /**
   * @throws IllegalStateException when the key is no longer configured or the text was changed
   */
  public String decrypt(String stored) {
    int colon = stored.indexOf(':');
    if (colon < 1 || !keys.containsKey(stored.substring(0, colon))) {
      throw new IllegalStateException(
          "a stored secret was encrypted with a key that bankapi.platform.encryption-keys lacks");
    }
    byte[] both = decode(stored.substring(colon + 1));
    byte[] nonce = Arrays.copyOf(both, NONCE);
    byte[] sealed = Arrays.copyOfRange(both, NONCE, both.length);
    return new String(
        run(Cipher.DECRYPT_MODE, stored.substring(0, colon), nonce, sealed),
        StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, String id, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, keys.get(id), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored secret cannot be decrypted: it was changed", e);
    }
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("bankapi.platform.encryption-keys: not Base64", e);
    }
  }
}

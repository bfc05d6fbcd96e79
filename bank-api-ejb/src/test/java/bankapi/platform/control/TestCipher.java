package bankapi.platform.control;

import java.util.Base64;
import java.util.Optional;

/** Encryption with a key that only tests know. */
public final class TestCipher {

  private TestCipher() {}

  public static SecretCipher create() {
    SecretCipher cipher = new SecretCipher();
    cipher.configured = Optional.of("k1:" + Base64.getEncoder().encodeToString(new byte[32]));
    cipher.random = new RandomSecrets();
    cipher.read();
    return cipher;
  }
}

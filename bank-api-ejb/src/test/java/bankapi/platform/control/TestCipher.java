package bankapi.platform.control;

import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Encryption with keys that only tests know. */
public final class TestCipher {

  private TestCipher() {}

  public static SecretCipher create() {
    return of("k1");
  }

  /**
   * @param ids of its keys, the newest first; the same id is the same key
   */
  public static SecretCipher of(String... ids) {
    SecretCipher cipher = new SecretCipher();
    cipher.configured =
        Optional.of(Stream.of(ids).map(TestCipher::entry).collect(Collectors.joining(",")));
    cipher.random = new RandomSecrets();
    cipher.read();
    return cipher;
  }

  private static String entry(String id) {
    byte[] key = new byte[32];
    key[0] = (byte) id.hashCode();
    return id + ":" + Base64.getEncoder().encodeToString(key);
  }
}

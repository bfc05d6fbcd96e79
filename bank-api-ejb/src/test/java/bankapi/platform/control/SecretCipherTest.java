package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretCipherTest {

  private static final String K1 = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
  private static final String K2 =
      "k2:"
          + Base64.getEncoder()
              .encodeToString(
                  "0123456789abcdef0123456789abcdef"
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

  private static SecretCipher cipher(String keys) {
    SecretCipher cipher = new SecretCipher();
    cipher.configured = Optional.ofNullable(keys);
    cipher.random = new RandomSecrets();
    cipher.read();
    return cipher;
  }

  @Test
  void readsBackWhatItWroteAndNeverWritesTheSameTwice() {
    SecretCipher cipher = cipher(K1);
    String stored = cipher.encrypt("whsec_abc");
    assertThat(cipher.decrypt(stored)).isEqualTo("whsec_abc");
    assertThat(stored).startsWith("k1:").doesNotContain("whsec");
    assertThat(cipher.encrypt("whsec_abc")).isNotEqualTo(stored);
  }

  @Test
  void aNewKeyInFrontStillReadsTheOld() {
    String stored = cipher(K1).encrypt("old");
    SecretCipher both = cipher(K2 + ", " + K1);
    assertThat(both.decrypt(stored)).isEqualTo("old");
    assertThat(both.encrypt("new")).startsWith("k2:");
  }

  @Test
  void noticesEveryChange() {
    SecretCipher cipher = cipher(K1);
    String stored = cipher.encrypt("abc");
    char last = stored.charAt(10) == 'A' ? 'B' : 'A';
    String changed = stored.substring(0, 10) + last + stored.substring(11);
    assertThatThrownBy(() -> cipher.decrypt(changed)).hasMessageContaining("changed");
    assertThatThrownBy(() -> cipher(K2).decrypt(stored)).hasMessageContaining("lacks");
  }

  @Test
  void saysWhatIsWrongWithTheKeys() {
    assertThatThrownBy(() -> cipher(null)).hasMessageContaining("is not set");
    assertThatThrownBy(() -> cipher("k1:c2hvcnQ=")).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> cipher("k1:???")).hasMessageContaining("not Base64");
  }
}

package bankapi.site.control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static Bootstrap with(String key, String secret, String email) {
    Bootstrap bootstrap = new Bootstrap();
    bootstrap.key = Optional.ofNullable(key);
    bootstrap.secret = Optional.ofNullable(secret);
    bootstrap.email = Optional.ofNullable(email);
    return bootstrap;
  }

  @Test
  void takesALongSecret() {
    assertThatCode(() -> with("key", SECRET, "a@b.fr").check()).doesNotThrowAnyException();
  }

  @Test
  void refusesAShortSecret() {
    assertThatThrownBy(() -> with("key", SECRET.substring(1), "a@b.fr").check())
        .hasMessageContaining("at least 32");
  }

  @Test
  void refusesWhatFrappesHeaderCannotCarry() {
    assertThatThrownBy(() -> with("key", SECRET + ":", "a@b.fr").check())
        .hasMessageContaining("no colon");
  }

  @Test
  void wantsAllThreeOrNone() {
    assertThatThrownBy(() -> with("key", SECRET, null).check())
        .hasMessageContaining("belong together");
    assertThatCode(() -> with(null, null, null).run()).doesNotThrowAnyException();
  }
}

package bankapi.operator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.TestBeans;
import bankapi.platform.control.GatewayException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginLimitsTest {

  private final LoginLimits limits = TestBeans.create(LoginLimits.class);

  @BeforeEach
  void start() {
    limits.start();
  }

  @Test
  void aNameIsLockedAfterFiveWrongPasswordsWhereverTheyComeFrom() {
    for (int i = 0; i < 5; i++) {
      limits.tries("Olivia", "192.0.2." + i);
    }
    assertThatThrownBy(() -> limits.tries("olivia ", "192.0.2.99"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e ->
                assertThat(e.retryAfter().orElseThrow())
                    .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(16)));
    assertThatCode(() -> limits.tries("oscar", "192.0.2.99")).doesNotThrowAnyException();
  }

  @Test
  void aRightPasswordFreesTheName() {
    for (int round = 0; round < 10; round++) {
      limits.tries("olivia", "192.0.2.1");
      limits.tries("olivia", "192.0.2.1");
      limits.succeeded("olivia", "192.0.2.1");
    }
    assertThatCode(() -> limits.tries("olivia", "192.0.2.1")).doesNotThrowAnyException();
  }

  @Test
  void anAddressIsLockedWhateverTheNames() {
    for (int i = 0; i < 30; i++) {
      limits.tries("name" + i, "192.0.2.1");
    }
    assertThatThrownBy(() -> limits.tries("another", "192.0.2.1"))
        .isInstanceOf(GatewayException.class);
  }
}

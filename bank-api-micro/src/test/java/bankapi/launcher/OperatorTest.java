package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTest {

  @Test
  void nobodyWithoutSettings() throws Exception {
    assertThat(Operator.of(settings("", ""))).isEmpty();
  }

  @Test
  void becomesAUserWithTheRole() throws Exception {
    Operator operator = Operator.of(settings("olivia", "correct horse")).orElseThrow();
    assertThat(operator.user()).contains("--groups=bankapi-operator").endsWith("olivia");
    assertThat(operator.toString()).doesNotContain("horse");
  }

  @ParameterizedTest
  @CsvSource({"olivia,''", "'',correct horse", "olivia,short", "oli via,correct horse"})
  void halfOrWeakIsRefusedWithoutThePassword(String name, String password) {
    assertThatThrownBy(() -> Operator.of(settings(name, password)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("bankapi.operator.")
        .hasMessageNotContaining("horse");
  }

  private static Settings settings(String name, String password) {
    return new Settings(
        new Properties(),
        Map.of("BANKAPI_OPERATOR_NAME", name, "BANKAPI_OPERATOR_PASSWORD", password),
        new Properties());
  }
}

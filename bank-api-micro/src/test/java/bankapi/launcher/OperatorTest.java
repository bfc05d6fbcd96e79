package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTest {

  @Test
  void nobodyWithoutSettings() throws Exception {
    assertThat(Operator.of(settings("", ""))).isEmpty();
  }

  @Test
  void becomesAUserWithTheRole() throws Exception {
    Operator operator = Operator.of(settings("olivia", "correct-horse")).orElseThrow();
    assertThat(operator.user(Path.of("secret")))
        .contains("--groups=bankapi-operator", "--passwordfile=secret")
        .endsWith("olivia")
        .noneMatch(argument -> argument.contains("horse"));
    assertThat(operator.toString()).doesNotContain("horse");
  }

  @Test
  void thePasswordIsInAFileOnlyTheOwnerReads(@TempDir Path directory) throws Exception {
    String password = "corréct:=horse\\#";
    Path file = Operator.of(settings("olivia", password)).orElseThrow().writePassword(directory);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Properties written = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      written.load(in);
    }
    assertThat(written).containsOnly(Map.entry("AS_ADMIN_USERPASSWORD", password));
  }

  @ParameterizedTest
  @CsvSource({
    "olivia,''",
    "'',correct-horse",
    "olivia,short",
    "olivia,correct horse",
    "oli via,correct-horse"
  })
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

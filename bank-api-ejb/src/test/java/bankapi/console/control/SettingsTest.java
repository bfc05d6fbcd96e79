package bankapi.console.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators read about settings at the admin API is what the documentation says. */
class SettingsTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| `(bankapi\\.[a-z0-9.-]+)` \\|(?: (`([^`]*)`|[^|]*) \\|)?.*\\|$");

  @Test
  void namesEverySettingWithItsDefault() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        boolean three = line.split("(?<!\\\\)\\|").length == 4;
        documented.put(row.group(1), three ? Objects.toString(row.group(3), "") : "");
      }
    }
    Properties known = new Properties();
    try (InputStream in = Settings.class.getResourceAsStream("settings.properties")) {
      known.load(Objects.requireNonNull(in));
    }
    assertThat(new TreeMap<>(known)).isEqualTo(documented).isNotEmpty();
  }

  @Test
  void whatMustNotBeSeenIsMasked() {
    assertThat(new Settings().inForce().stream().filter(Setting::secret).map(Setting::key))
        .containsExactlyInAnyOrder(
            "bankapi.alert.webhook-url",
            "bankapi.bootstrap.api-key",
            "bankapi.bootstrap.api-secret",
            "bankapi.bridge.client-secret",
            "bankapi.bridge.webhook-secrets",
            "bankapi.database.password",
            "bankapi.database.url",
            "bankapi.mail.password",
            "bankapi.metrics.token",
            "bankapi.operator.password",
            "bankapi.platform.encryption-keys");
  }
}

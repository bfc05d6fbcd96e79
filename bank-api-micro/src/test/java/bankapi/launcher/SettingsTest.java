package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private final Properties system = new Properties();
  private final Properties file = new Properties();

  @Test
  void systemPropertyBeforeEnvironmentBeforeFile() {
    file.setProperty("bankapi.public-url", "https://file");
    assertThat(settings(Map.of()).get("bankapi.public-url")).contains("https://file");
    Map<String, String> environment = Map.of("BANKAPI_PUBLIC_URL", "https://environment");
    assertThat(settings(environment).get("bankapi.public-url")).contains("https://environment");
    system.setProperty("bankapi.public-url", "https://system");
    assertThat(settings(environment).get("bankapi.public-url")).contains("https://system");
  }

  @Test
  void emptyIsAbsent() {
    file.setProperty("bankapi.public-url", " ");
    assertThat(settings(Map.of()).get("bankapi.public-url")).isEmpty();
  }

  @Test
  void theFileNeverHidesTheEnvironmentFromTheApplication() {
    file.setProperty("bankapi.a", "file");
    file.setProperty("bankapi.b", "file");
    settings(Map.of("BANKAPI_A", "environment")).publish();
    assertThat(system).containsOnly(Map.entry("bankapi.b", "file"));
  }

  @Test
  void aDefaultYieldsToEverySource() {
    Settings settings = settings(Map.of("BANKAPI_A", "environment"));
    settings.setDefault("bankapi.a", "default");
    settings.setDefault("bankapi.b", "default");
    assertThat(system).containsOnly(Map.entry("bankapi.b", "default"));
  }

  @Test
  void aNamedFileMustExistTheUsualOneNeedNot(@TempDir Path directory) throws Exception {
    Path usual = directory.resolve("bank-api.properties");
    assertThat(Settings.read(null, usual).get("bankapi.test.only")).isEmpty();
    assertThatThrownBy(() -> Settings.read(usual, usual))
        .isInstanceOf(StartFailure.class)
        .hasMessage("The settings file " + usual + " cannot be read.");
    Files.writeString(usual, "bankapi.test.only=é");
    assertThat(Settings.read(null, usual).get("bankapi.test.only")).contains("é");
  }

  @Test
  void aFileOthersCanReadIsSaid(@TempDir Path directory) throws IOException {
    Path path = Files.createFile(directory.resolve("bank-api.properties"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Settings.exposed(path)).hasValueSatisfying(text -> assertThat(text).contains("o-r"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(Settings.exposed(path)).isEmpty();
    assertThat(Settings.exposed(directory.resolve("none"))).isEmpty();
  }

  private Settings settings(Map<String, String> environment) {
    return new Settings(system, environment, file);
  }
}

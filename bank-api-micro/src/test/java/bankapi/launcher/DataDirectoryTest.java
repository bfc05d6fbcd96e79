package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private final Properties system = new Properties();
  private final Settings settings = new Settings(system, Map.of(), new Properties());

  @Test
  void onlyTheOwnerLooksInside(@TempDir Path parent) throws Exception {
    DataDirectory data = DataDirectory.open(parent.resolve("data"));
    assertThat(rights(parent.resolve("data"))).isEqualTo("rwx------");
    EncryptionKey.provide(settings, data.encryptionKey());
    assertThat(rights(data.encryptionKey())).isEqualTo("rw-------");
  }

  @Test
  void oneAtATime(@TempDir Path parent) throws Exception {
    DataDirectory.open(parent.resolve("data"));
    assertThatThrownBy(() -> DataDirectory.open(parent.resolve("data")))
        .isInstanceOf(StartFailure.class)
        .hasMessageStartingWith("Another Bank API is already running with the data in");
  }

  @Test
  void leftoversOfAKilledServerGo(@TempDir Path parent) throws Exception {
    Path work = parent.resolve("data/work/deep");
    Files.createDirectories(work);
    Files.writeString(work.resolve("left"), "over");
    DataDirectory data = DataDirectory.open(parent.resolve("data"));
    assertThat(data.work()).isEmptyDirectory();
    data.deleteWork();
    assertThat(data.work()).doesNotExist();
  }

  @Test
  void theKeyIsMadeOnceAndKept(@TempDir Path parent) throws Exception {
    Path file = parent.resolve("encryption.key");
    assertThat(EncryptionKey.provide(settings, file)).isTrue();
    String key = system.getProperty("bankapi.platform.encryption-keys");
    assertThat(key).startsWith("k1:");
    assertThat(Base64.getDecoder().decode(key.substring(3))).hasSize(32);
    system.clear();
    assertThat(EncryptionKey.provide(settings, file)).isFalse();
    assertThat(system).containsEntry("bankapi.platform.encryption-keys", key);
  }

  @Test
  void aConfiguredKeyNeedsNoFile(@TempDir Path parent) throws Exception {
    system.setProperty("bankapi.platform.encryption-keys", "k9:configured");
    assertThat(EncryptionKey.provide(settings, parent.resolve("encryption.key"))).isFalse();
    assertThat(parent).isEmptyDirectory();
    assertThat(system).containsEntry("bankapi.platform.encryption-keys", "k9:configured");
  }

  @Test
  void anEmptyKeyFileIsNotReplaced(@TempDir Path parent) throws Exception {
    Path file = Files.createFile(parent.resolve("encryption.key"));
    assertThatThrownBy(() -> EncryptionKey.provide(settings, file))
        .isInstanceOf(StartFailure.class);
    assertThat(file).isEmptyFile();
  }

  private static String rights(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.control.HealthCheck.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceHealthTest {

  private final ServiceHealth service = new ServiceHealth();

  @Test
  void aNodeIsOutOfServiceWhileTheFileIsThere(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("out");
    service.file = Optional.of(file.toString());
    assertThat(service.look().well()).isTrue();
    Files.createFile(file);
    assertThat(service.look().well()).isFalse();
    Files.delete(file);
    assertThat(service.look().well()).isTrue();
  }

  @Test
  void withoutTheSettingANodeIsInService() {
    assertThat(service.look().well()).isTrue();
    assertThat(service.vitalFor()).containsExactly(Probe.READY);
  }
}

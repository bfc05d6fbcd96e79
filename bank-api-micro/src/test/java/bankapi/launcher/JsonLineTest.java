package bankapi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLineTest {

  @Test
  void anyWordsAreOneObjectInOneLine() throws Exception {
    String hostile = "\"},{\\ \r\n\t\u0000\u001b[31m é € \ud83d\ude00 \ud800 end";
    LogRecord entry = new LogRecord(Level.WARNING, hostile);
    entry.setLoggerName("bankapi.site");
    entry.setThrown(new IllegalStateException(hostile));

    String line = new JsonLine().format(entry);

    assertThat(line).endsWith("}\n").doesNotContain("\u001b");
    assertThat(line.strip()).doesNotContain("\n", "\r");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("message").asText()).isEqualTo(hostile);
    assertThat(json.path("level").asText()).isEqualTo("WARNING");
    assertThat(json.path("logger").asText()).isEqualTo("bankapi.site");
    assertThat(json.path("thread").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(Instant.parse(json.path("timestamp").asText())).isEqualTo(entry.getInstant());
    assertThat(json.path("exception").asText()).contains("IllegalStateException", "JsonLineTest");
  }

  @Test
  void theSettingChangesConsoleAndFile(@TempDir Path directory) throws Exception {
    Properties log = Logging.properties(directory, Logging.Format.of(settings("json")));
    assertThat(log)
        .containsEntry("java.util.logging.ConsoleHandler.formatter", JsonLine.class.getName())
        .containsEntry("java.util.logging.FileHandler.formatter", JsonLine.class.getName());
    assertThat(Logging.Format.of(settings("text"))).isEqualTo(Logging.Format.TEXT);
    assertThat(Logging.Format.of(settings(""))).isEqualTo(Logging.Format.TEXT);
    assertThatExceptionOfType(StartFailure.class)
        .isThrownBy(() -> Logging.Format.of(settings("xml")))
        .withMessage("bankapi.log.format must be text or json, not xml.");
  }

  private static Settings settings(String format) {
    Properties file = new Properties();
    file.setProperty("bankapi.log.format", format);
    return new Settings(new Properties(), Map.of(), file);
  }
}

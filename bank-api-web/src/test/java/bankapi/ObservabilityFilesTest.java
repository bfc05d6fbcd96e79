package bankapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Alert rules and dashboard speak of metrics that exist; MetricsIT holds the table to the truth.
 */
class ObservabilityFilesTest {

  private static final Path CONFIG = Path.of("../config");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(bankapi_[a-z_]+)` \\|");
  private static final Pattern NAME = Pattern.compile("bankapi_[a-z_]+");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"prometheus/bank-api-alerts.yml", "grafana/bank-api.json"})
  void everyMetricThatIsNamedIsDocumented(String file) throws IOException {
    Set<String> documented = names(ROW.matcher(Files.readString(Path.of("../docs/metrics.md"))), 1);
    Set<String> named =
        names(NAME.matcher(Files.readString(CONFIG.resolve(file))), 0).stream()
            .map(name -> name.replaceAll("(_seconds)_(count|sum|bucket|max)$", "$1"))
            .collect(Collectors.toSet());
    assertThat(named).isNotEmpty().isSubsetOf(documented);
  }

  @Test
  void promtoolAcceptsTheAlertRules() throws IOException, InterruptedException {
    promtool("check", "rules", CONFIG.resolve("prometheus/bank-api-alerts.yml").toString());
  }

  @Test
  void alertsComeWhereTheyAreEasilyMissed() throws IOException, InterruptedException {
    promtool("test", "rules", "src/test/resources/prometheus/alerts-test.yml");
  }

  private void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("promtool"));
    line.addAll(List.of(arguments));
    Path output = directory.resolve("promtool.txt");
    Process promtool;
    try {
      promtool =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      abort("promtool is not installed (Debian package prometheus): the rules are not checked");
      return;
    }
    assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(Files.readString(output)).isZero();
  }

  private static Set<String> names(Matcher matcher, int group) {
    return matcher.results().map(found -> found.group(group)).collect(Collectors.toSet());
  }
}

package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The schedule in the documentation is the one in the code. */
class DeliveryScheduleDocTest {

  private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| `(PT[0-9HMS]+)` \\|$");

  @Test
  void everyPauseIsDocumented() throws IOException {
    String text = Files.readString(Path.of("../docs/webhooks.md"));
    List<Duration> documented = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        documented.add(Duration.parse(row.group(2)));
        assertThat(Integer.parseInt(row.group(1))).as(line).isEqualTo(documented.size());
      }
    }
    assertThat(documented).isEqualTo(DeliverySchedule.PAUSES);
    assertThat(text)
        .contains("±" + Math.round(DeliverySchedule.SPREAD * 100) + " %")
        .contains("at most `" + DeliverySchedule.LONGEST + "`");
  }
}

package bankapi.item.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.item.control.ItemStatus.Meaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemStatusTest {

  private static final Pattern ROW =
      Pattern.compile("^\\| (-?\\d+|other) \\| `(\\w+)` \\|[^|]*\\|(?: `([a-z._]+)`)? \\|$");

  @ParameterizedTest
  @CsvSource({
    "0, HEALTHY, ok,",
    "-2, WAIT, just_added,",
    "-3, WAIT, just_edited,",
    "402, ACT, invalid_credentials, get_bridge_edit_link",
    "429, ACT, action_at_the_bank, get_bridge_edit_link",
    "430, ACT, password_to_change, get_bridge_edit_link",
    "1003, BANK, bank_unavailable,",
    "1005, DEAD, not_supported,",
    "1007, BANK, temporarily_disabled,",
    "1009, BANK, incomplete,",
    "1010, ACT, authentication_needed, get_sca_authentication_link",
    "1099, BANK, migration,",
    "1100, ACT, professional_confirmation, get_pro_confirmation_link",
    "4711, UNKNOWN, unknown,",
    "1, UNKNOWN, unknown,",
    "-1, UNKNOWN, unknown,",
    "-2147483648, UNKNOWN, unknown,",
    "2147483647, UNKNOWN, unknown,"
  })
  void everyCodeSaysWhoHasToDoWhat(int code, Meaning meaning, String reason, String wayOut) {
    ItemStatus status = ItemStatus.of(code);
    assertThat(status.meaning()).isEqualTo(meaning);
    assertThat(status.reason()).isEqualTo(reason);
    assertThat(status.wayOut()).isEqualTo(wayOut);
    assertThat(status.needsAction()).isEqualTo(wayOut != null);
  }

  @ParameterizedTest
  @ValueSource(ints = {1003, 1007, 1009, 1099, 1005, 4711, 0, -2})
  void nobodyIsToldToActWhereTheyCannot(int code) {
    assertThat(ItemStatus.of(code).needsAction()).isFalse();
  }

  @Test
  void theDocumentationHasTheSameTable() throws IOException {
    Map<String, String> documented = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/webhooks.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        ItemStatus status =
            row.group(1).equals("other")
                ? ItemStatus.UNKNOWN
                : ItemStatus.of(Integer.parseInt(row.group(1)));
        String wayOut = status.wayOut() == null ? null : "bank_api.bridge." + status.wayOut();
        assertThat(row.group(3)).as(line).isEqualTo(wayOut);
        documented.put(status.name(), row.group(2));
      }
    }
    Map<String, String> known = new LinkedHashMap<>();
    Arrays.stream(ItemStatus.values()).forEach(s -> known.put(s.name(), s.reason()));
    assertThat(documented).isEqualTo(known);
  }
}

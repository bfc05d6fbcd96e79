package bankapi.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.frappe.boundary.Arguments;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NextPageTest {

  @Test
  void isTheSameCallBehindAnotherCursor() {
    Map<String, JsonValue> given =
        Map.of(
            "after", Json.createValue("the first"),
            "limit", Json.createValue(2),
            "user", Json.createValue("jean+x@erp.fr"),
            "account_id", Json.createValue("11"),
            "since", Json.createValue("2026-01-02 03:04:05"),
            "lang", Json.createValue(""),
            "cmd", Json.createValue("x"));
    assertThat(NextPage.of("/api/method/m", Arguments.of("GET", given)).behind("a=&b"))
        .isEqualTo(
            "/api/method/m?user=jean%2Bx%40erp.fr&account_id=11&since=2026-01-02%2003%3A04%3A05"
                + "&limit=2&after=a%3D%26b");
  }
}

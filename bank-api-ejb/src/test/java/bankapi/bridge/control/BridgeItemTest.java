package bankapi.bridge.control;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeItemTest {

  @Test
  void readsAnItemThatNeedsItsUser() {
    assertThat(
            BridgeItem.of(
                json(
                    """
                    {"id":10149611,"status":1010,"status_code_info":"otp_required",
                     "status_code_description":"We need a code.",
                     "provider_id":574,"account_types":"payment",
                     "last_successful_refresh":"2024-12-06T08:55:58.701Z",
                     "last_try_refresh":"2024-10-16T09:10:15.455",
                     "created_at":"2024-12-06T08:44:10.121Z",
                     "authentication_expires_at":"2025-09-04T10:25:35Z"}
                    """)))
        .contains(
            new BridgeItem(
                10149611,
                1010,
                "otp_required",
                "We need a code.",
                574L,
                "payment",
                Instant.parse("2024-12-06T08:55:58.701Z"),
                Instant.parse("2024-10-16T09:10:15.455Z"),
                Instant.parse("2024-12-06T08:44:10.121Z"),
                Instant.parse("2025-09-04T10:25:35Z")));
  }

  @Test
  void whatBridgeLeavesOutIsNull() {
    assertThat(BridgeItem.of(json("{\"id\":33000191035700,\"status\":-2}")))
        .contains(
            new BridgeItem(33000191035700L, -2, null, null, null, null, null, null, null, null));
  }

  @Test
  void withoutAnIdOrAStatusItIsNoItem() {
    assertThat(BridgeItem.of(json("{\"status\":0}"))).isEmpty();
    assertThat(BridgeItem.of(json("{\"id\":1,\"status\":\"ok\"}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-20T16:10:09.429Z, 2024-11-20T16:10:09.429Z",
    "2025-09-04T10:25:35Z, 2025-09-04T10:25:35Z",
    "2024-10-16T09:10:15.455, 2024-10-16T09:10:15.455Z",
    "2024-10-16T09:10:15, 2024-10-16T09:10:15Z",
    "2024-10-16T11:10:15+02:00, 2024-10-16T09:10:15Z",
    "2024-10-16, 2024-10-16T00:00:00Z",
    "soon, ",
    "2024-13-01T00:00:00Z, "
  })
  void timesAreReadLeniently(String text, Instant expected) {
    assertThat(BridgeTimes.parse(text)).isEqualTo(expected);
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}

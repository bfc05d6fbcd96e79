package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever Bridge answers: a clear error, and no request or deletion is left behind. */
class BridgeFailuresIT extends RefusalIT {

  @AfterEach
  void recover() {
    bridge.recover();
  }

  @ParameterizedTest
  @CsvSource({
    "html, 0, 503, BridgeUnavailableError",
    "status, 401, 503, BridgeUnavailableError",
    "html, 404, 503, BridgeUnavailableError",
    "status, 404, 404, DoesNotExistError",
    "status, 409, 417, ValidationError",
    "status, 429, 429, TooManyRequestsError",
    "status, 500, 503, BridgeUnavailableError",
    "empty, 0, 503, BridgeUnavailableError",
    "reset, 0, 503, BridgeUnavailableError",
  })
  void whateverBridgeAnswers(String kind, int answered, int status, String type) {
    Map<String, Object> more = new HashMap<>();
    if (answered > 0) {
      more.put("status", answered);
      more.put("retry_after", 3600);
    }
    List<Supplier<Answer>> calls = new ArrayList<>();
    GatewaySystem caller = customer.gateway();
    Map<String, Object> item = Map.of("item_id", own.itemId());
    calls.add(() -> caller.call("get_bank_accounts", item));
    calls.add(() -> caller.call("get_bank_transactions", item));
    boolean goneThere = status == 404;
    if (!goneThere) {
      calls.add(
          () ->
              caller.call(
                  "get_bridge_connect_link", site.linkArguments(customer.site(), own.user())));
    }
    if (!goneThere && !kind.equals("empty")) { // to a DELETE these two say that it is done
      calls.add(() -> caller.call("delete_bridge_item_id", item));
    }
    if (answered == 401) { // each call asks for new tokens, of which Bridge gives few a minute
      calls.subList(1, calls.size()).clear();
    }
    List<String> before = state();
    // not where items are read: a webhook of this one that is late would find it gone
    Map<String, Object> deletion = BridgeSystem.rule("/v3/aggregation/items/\\d+", kind, more);
    deletion.put("method", "DELETE");
    bridge.fail(
        List.of(
            BridgeSystem.rule(
                "/v3/aggregation/(accounts|transactions|connect-sessions)", kind, more),
            deletion));
    for (Supplier<Answer> call : calls) {
      Answer answer = call.get();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertFrappe(answer, type, "");
      assertThat(answer.header("Retry-After").isPresent()).isEqualTo(status >= 429);
    }
    bridge.recover();
    assertThat(state()).as("no request is left behind, and no item deleted").isEqualTo(before);
    assertThat(caller.call("get_bank_accounts", item).status()).isEqualTo(200);
  }
}

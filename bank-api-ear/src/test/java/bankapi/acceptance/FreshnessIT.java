package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What answers with bank data say of themselves. */
class FreshnessIT extends GatewayIT {

  private static final String AS_OF = "X-Bank-Data-As-Of";
  private static final String CONSENT = "X-Consent-Expires-At";
  private static final String STATUS = "X-Bank-Item-Status";

  @Test
  void everyAnswerWithBankDataSaysHowFreshItIs() {
    Connected connected = connected();
    Map<String, Object> item = Map.of("item_id", connected.itemId());
    Answer details = gateway.call("get_bridge_item_details", item);
    JsonNode known = details.message();
    Answer accounts = gateway.call("get_bank_accounts", item);
    long account = accounts.message().get(0).path("id").asLong();
    for (Answer answer :
        List.of(
            details,
            accounts,
            gateway.call("get_bank_transactions", item),
            gateway.call("get_bank_transactions", Map.of("user", connected.user())),
            gateway.call("get_bank_transactions_by_account", Map.of("account_id", account)))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header(STATUS)).contains("0");
      assertThat(Instant.parse(answer.header(AS_OF).orElseThrow()))
          .isEqualTo(Instant.parse(known.path("last_successful_refresh").asText()));
      assertThat(Instant.parse(answer.header(CONSENT).orElseThrow()))
          .isEqualTo(Instant.parse(known.path("authentication_expires_at").asText()));
      assertThat(answer.headers().map()).as("each once").allSatisfy(FreshnessIT::once);
    }

    bridge.refresh(connected.itemId(), Map.of("status", 1010));
    site.awaitWebhook("item.action_required", "item_id", connected.itemId());
    Answer old = gateway.call("get_bank_accounts", item);
    assertThat(old.header(STATUS)).contains("1010");
    assertThat(old.header(AS_OF)).isEqualTo(accounts.header(AS_OF));
  }

  @Test
  void otherAnswersSayNothing() {
    registered();
    Answer none = gateway.call("get_bank_accounts", Map.of("item_id", 1));
    assertThat(none.status()).isEqualTo(404);
    for (Answer answer : List.of(none, gateway.call("get_category", Map.of()))) {
      assertThat(answer.header(AS_OF)).isEmpty();
      assertThat(answer.header(STATUS)).isEmpty();
    }
  }

  private static void once(String name, List<String> values) {
    if (name.toLowerCase(java.util.Locale.ROOT).startsWith("x-")) {
      assertThat(values).as(name).hasSize(1);
    }
  }
}

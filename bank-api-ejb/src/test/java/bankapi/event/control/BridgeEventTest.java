package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeEventTest {

  @Test
  void keepsNoBalance() {
    BridgeEvent event =
        BridgeEvent.parse(
            "{\"content\":{\"account_id\":12,\"balance\":1489.54,\"iban\":\"FR76\",\"item_id\":7,"
                + "\"deep\":{\"amount\":3},\"accounts\":[{\"IBAN\":\"FR76\"}],\"instant_balance\":5,\"user_uuid\":\"9a95b38f-f98b-417a-988b-9d0d584893e7\"},"
                + "\"timestamp\":1611681789,\"type\":\"item.account.updated\"}");
    assertThat(event.body())
        .doesNotContain("balance", "amount", "1489", "FR76", "accounts")
        .contains("account_id");
    assertThat(event.itemId()).isEqualTo(7);
    assertThat(event.accountId()).isEqualTo(12);
    assertThat(event.type()).isEqualTo("item.account.updated");
    assertThat(BridgeEvent.parse(event.body())).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"type\":3}",
        "{\"content\":[],\"type\":null}",
        "{\"content\":{\"balance\":1}} trailing {"
      })
  void isMalformedWithoutFailing(String raw) {
    BridgeEvent event = BridgeEvent.parse(raw);
    assertThat(event.type()).isEqualTo("malformed");
    assertThat(event.body()).doesNotContain("balance");
    assertThat(event.userUuid()).isNull();
  }

  @Test
  void isMalformedHoweverDeepItGoes() {
    String deep = "{\"content\":".repeat(2000) + "{}" + "}".repeat(2000);
    assertThat(BridgeEvent.parse(deep).type()).isEqualTo("malformed");
    assertThat(BridgeEvent.parse("{\"type\":1e99999999999}").type()).isEqualTo("malformed");
  }

  @Test
  void ignoresIdsOfAnotherKind() {
    BridgeEvent event =
        BridgeEvent.parse(
            "{\"content\":{\"item_id\":\"7\",\"user_uuid\":\"me\"},\"type\":\"item.created\"}");
    assertThat(event.itemId()).isNull();
    assertThat(event.userUuid()).isNull();
  }
}

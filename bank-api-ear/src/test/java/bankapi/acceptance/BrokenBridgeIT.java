package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bridge misbehaves: a site never takes half an answer for a whole one, and hears in time. */
class BrokenBridgeIT extends GatewayIT {

  @AfterEach
  void recover() {
    bridge.recover();
  }

  @Test
  void aListThatBreaksHalfWayIsNoJson() {
    Connected connected = connected();
    bridge.fail(
        "[{\"match\":\"/v3/aggregation/transactions\",\"kind\":\"status\",\"status\":503,\"after_page\":2}]");
    Map<String, Object> arguments = Map.of("user", connected.user());
    try {
      String body = gateway.call("get_bank_transactions", arguments).body();
      assertThat(isJson(body)).as("the closing ]} is missing: …" + end(body)).isFalse();
      assertThat(body).as("the first page was on its way").startsWith("{\"message\":[{");
    } catch (UncheckedIOException connectionBroken) {
      // even plainer
    }
    bridge.recover();
    assertThat(gateway.call("get_bank_transactions", arguments).message()).hasSizeGreaterThan(500);
  }

  @Test
  void aStatusThatCannotBeReadIsTheLastKnownOne() {
    Connected connected = connected();
    bridge.fail(
        "[{\"match\":\"/v3/aggregation/items/" + connected.itemId() + "\",\"kind\":\"html\"}]");
    assertThat(
            gateway
                .call("get_bridge_item_details", Map.of("item_id", connected.itemId()))
                .message()
                .path("stale")
                .asBoolean())
        .isTrue();
  }

  /** Bridge still has the user: neither is the item gone, nor can the caller mend it. */
  @Test
  void aTokenThatBridgeRefusesIsBridgesTrouble() {
    Connected connected = connected();
    String refused =
        "\"kind\":\"status\",\"status\":401,"
            + "\"body\":\"{\\\"errors\\\":[{\\\"code\\\":\\\"user.authentication.unauthorized\\\"}]}\"";
    bridge.fail(
        "[{\"match\":\"/v3/aggregation/connect-sessions\",%1$s},{\"match\":\"/v3/aggregation/authorization/token\",%1$s},{\"match\":\"/v3/aggregation/items\",%1$s}]"
            .formatted(refused));
    Map<String, Object> item = Map.of("item_id", connected.itemId());
    assertThat(gateway.call("get_bridge_item_details", item).message().path("stale").asBoolean())
        .isTrue();
    Map<String, Object> link = site.linkArguments(SITE, connected.user());
    assertThat(gateway.call("get_bridge_connect_link", link).status()).isEqualTo(503);
    bridge.recover();
    assertThat(gateway.call("get_bridge_item_details", item).status()).isEqualTo(200);
  }

  @Test
  void anItemThatNeedsItsOwnerIsToldToTheSite() {
    Connected connected = connected();
    bridge.refresh(connected.itemId(), Map.of("status", 1010));
    assertThat(
            site.awaitWebhook("item.action_required", "item_id", connected.itemId())
                .json()
                .path("status")
                .asInt())
        .isEqualTo(1010);
  }

  private static boolean isJson(String body) {
    try {
      new ObjectMapper().readTree(body);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String end(String body) {
    return body.substring(Math.max(0, body.length() - 60));
  }
}

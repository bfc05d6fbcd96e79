package bankapi.bridge.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.page;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to Bridge, and what becomes of its answers. */
class BridgeGatewayTest extends AtBridge {

  @Test
  void sendsAllHeadersOnEveryRequest() {
    bridge.on(ITEM, json(200, HEALTHY));
    rig.start().item(who, 7, "fr", Duration.ofSeconds(5));
    StubBridge.Asked item = bridge.asked(ITEM).get(0);
    assertThat(item.header("Authorization")).isEqualTo("Bearer t");
    assertThat(item.header("Accept-Language")).isEqualTo("fr");
    for (StubBridge.Asked asked : List.of(item, bridge.asked(TOKEN).get(0))) {
      assertThat(asked.header("Client-Id")).isEqualTo("the-client-id");
      assertThat(asked.header("Client-Secret")).isEqualTo("the-client-secret");
      assertThat(asked.header("Bridge-Version")).isEqualTo("2025-01-15");
      assertThat(asked.header("Accept")).isEqualTo("application/json");
      assertThat(asked.header(RawQuery.HEADER)).isNull();
    }
    assertThat(bridge.asked(TOKEN).get(0).header("Content-Type")).isEqualTo("application/json");
    assertThat(bridge.asked(TOKEN).get(0).header("Authorization")).isNull();
    assertThat(bridge.asked(TOKEN).get(0).body())
        .isEqualTo("{\"user_uuid\":\"" + who.userUuid() + "\"}");
  }

  @Test
  void aUserIsGoneOnlyByBridgesOwnWordForIt() {
    String path = "GET /v3/aggregation/users/" + who.userUuid();
    bridge.on(
        path,
        error(404, "user.not_found", "User not found"),
        json(200, "{}"),
        error(404, "something", "else"));
    BridgeGateway gateway = rig.start();
    assertThat(gateway.hasUser(who.tenant(), who.userUuid(), Duration.ofSeconds(5))).isFalse();
    assertThat(gateway.hasUser(who.tenant(), who.userUuid(), Duration.ofSeconds(5))).isTrue();
    fails(
        Code.BRIDGE_UNAVAILABLE,
        () -> gateway.hasUser(who.tenant(), who.userUuid(), Duration.ofSeconds(5)));
  }

  @Test
  void anItemThatBridgeDoesNotHaveIsEmpty() {
    bridge.on(ITEM, error(404, "item.not_found", "Item 7 not found for user x"));
    assertThat(item()).isEmpty();
  }

  @Test
  void aPageOfAProxyInBetweenIsNotTakenForAMissingItem() {
    bridge.on(ITEM, raw(404, "text/html", "<html>404</html>"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>maintenance</html>", "[]", "{\"id\":7,\"stat", "{}"})
  void whatIsNoAnswerIsBridgeUnavailable(String body) {
    bridge.on(ITEM, raw(200, "application/json", body));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
  }

  @Test
  void anAnswerNestedWithoutEndIsBridgeUnavailable() {
    bridge.on(ITEM, json(200, "{\"id\":7,\"x\":" + "[".repeat(100_000)));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
  }

  @Test
  void aCutAnswerIsBridgeUnavailable() {
    bridge.on(
        ITEM,
        (asked, exchange) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(HEALTHY.getBytes());
          exchange.getResponseBody().flush();
        });
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
  }

  @Test
  void anAnswerThatNeverEndsIsNotRead() {
    rig.exchange.maxAnswer = 1000;
    bridge.on(ITEM, json(200, "{\"id\":7,\"status\":0,\"x\":\"" + "x".repeat(2000) + "\"}"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
    assertThat(bridge.asked(ITEM)).hasSize(1);
  }

  @Test
  void deletingWhatIsGoneSaysSo() {
    bridge.on("DELETE /v3/aggregation/items/7", error(404, "item.not_found", "x"));
    assertThat(rig.start().deleteItem(who, 7)).isFalse();
  }

  @Test
  void saysWhatBridgeRefuses() {
    bridge.on(
        "POST /v3/aggregation/connect-sessions",
        json(
            400,
            "{\"errors\":[{\"code\":\"connect_session.account_types_invalid\",\"message\":\"It"
                + " should be payment or all.\",\"property\":\"account_types\"}]}"));
    GatewayException refused =
        fails(Code.BRIDGE_REFUSED, () -> rig.start().openSession(who, session(null)));
    assertThat(refused).hasMessageContaining("It should be payment or all. (account_types)");
  }

  @Test
  void opensASession() {
    bridge.on(
        "POST /v3/aggregation/connect-sessions",
        json(201, "{\"id\":\"abc\",\"url\":\"https://connect.bridgeapi.io/session/def\"}"));
    assertThat(rig.start().openSession(who, session(7L)))
        .isEqualTo(
            new ConnectSession("abc", URI.create("https://connect.bridgeapi.io/session/def")));
    assertThat(bridge.asked("POST /v3/aggregation/connect-sessions").get(0).body())
        .isEqualTo(
            "{\"user_email\":\"a@example.com\",\"callback_url\":\"https://gw.example/back\","
                + "\"context\":\"ctx\",\"item_id\":7,\"force_reauthentication\":true,"
                + "\"country_code\":\"FR\"}");
  }

  @Test
  void makesAUser() {
    UUID made = UUID.randomUUID();
    bridge.on("POST /v3/aggregation/users", json(201, "{\"uuid\":\"" + made + "\"}"));
    assertThat(rig.start().createUser(who.tenant(), UUID.randomUUID(), false)).isEqualTo(made);
    assertThat(bridge.asked(TOKEN)).isEmpty();
  }

  @Test
  void takesBackTheUserOfAnEarlierTry() {
    UUID ours = UUID.randomUUID();
    UUID made = UUID.randomUUID();
    conflict();
    String other = "{\"uuid\":\"" + UUID.randomUUID() + "\",\"external_user_id\":\"x\"}";
    String mine = "{\"uuid\":\"" + made + "\",\"external_user_id\":\"" + ours + "\"}";
    bridge.on("GET /v3/aggregation/users", json(200, page(other + "," + mine, null)));
    assertThat(rig.start().createUser(who.tenant(), ours, true)).isEqualTo(made);
    assertThat(bridge.asked("GET /v3/aggregation/users").get(0).query())
        .containsEntry("external_user_id", ours.toString());
  }

  @Test
  void neverTakesAnotherUserWhereBridgeIgnoresTheFilter() {
    conflict();
    String other = "{\"uuid\":\"" + UUID.randomUUID() + "\",\"external_user_id\":\"x\"}";
    bridge.on("GET /v3/aggregation/users", json(200, page(other, null)));
    fails(
        Code.BRIDGE_UNAVAILABLE,
        () -> rig.start().createUser(who.tenant(), UUID.randomUUID(), true));
  }

  @Test
  void leavesAConflictAloneUnlessToldOtherwise() {
    conflict();
    fails(
        Code.BRIDGE_REFUSED, () -> rig.start().createUser(who.tenant(), UUID.randomUUID(), false));
    assertThat(bridge.asked("GET /v3/aggregation/users")).isEmpty();
  }

  @Test
  void aRefreshThatBridgeDoesNotOfferIsNoFailure() {
    String refresh = "POST /v3/aggregation/items/7/refresh";
    BridgeGateway gateway = rig.start();
    bridge.on(refresh, raw(404, "text/html", "no such page"));
    assertThat(gateway.refreshItem(who, 7)).isFalse();
    bridge.on(refresh, raw(202, "application/json", ""));
    assertThat(gateway.refreshItem(who, 7)).isTrue();
    bridge.on(refresh, error(404, "item.not_found", "x"));
    fails(Code.NOT_FOUND, () -> gateway.refreshItem(who, 7));
  }

  @Test
  void categoriesThatAreNotActivatedAreEmpty() {
    BridgeGateway gateway = rig.start();
    bridge.on("GET /v3/aggregation/categories", error(403, "forbidden", "not activated"));
    assertThat(gateway.categories(who.tenant(), "fr")).isEmpty();
    bridge.on("GET /v3/aggregation/categories", json(200, page("{\"id\":1}", "null")));
    assertThat(gateway.categories(who.tenant(), "fr").orElseThrow()).hasSize(1);
    assertThat(bridge.asked("GET /v3/aggregation/categories").get(1).header("Accept-Language"))
        .isEqualTo("fr");
  }

  @Test
  void moneyStaysWhatBridgeWrote() {
    bridge.on(
        "GET /v3/aggregation/accounts/1",
        json(
            200, "{\"id\":1,\"balance\":0.10,\"loan\":107947.56252904824,\"big\":33000191035700}"));
    JsonObject account = rig.start().account(who, 1, Duration.ofSeconds(5)).orElseThrow();
    assertThat(account.getJsonNumber("balance").bigDecimalValue())
        .isEqualTo(new BigDecimal("0.10"));
    assertThat(account.toString()).contains("0.10", "107947.56252904824", "33000191035700");
  }

  private void conflict() {
    bridge.on(
        "POST /v3/aggregation/users",
        error(409, "users.creation.already_exists_with_external_user_id", "exists"));
  }
}

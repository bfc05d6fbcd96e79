package bankapi.acceptance;

import static bankapi.acceptance.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.GatewaySystem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each kind of error looks like, whole: status, headers that matter, body. */
class ErrorContractIT extends GatewayIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Object> NO_REQUEST =
      Map.of("request", "00000000-0000-4000-8000-000000000000");

  @AfterEach
  void recover() {
    bridge.recover();
  }

  @Test
  void a400ForAHeaderThatCannotBeRead() {
    assertError("400-invalid-token", gateway.authorizedBy("Basic !!!").get("ping", Map.of()));
  }

  @Test
  void a401ForWrongCredentials() {
    assertError(
        "401-wrong-secret", gateway.authorizedBy("token somebody:wrong").get("ping", Map.of()));
  }

  @Test
  void a403ForGuests() {
    assertError("403-guest", gateway.asGuest().call("get_bridge_item_id", NO_REQUEST));
  }

  @Test
  void a403ForAVerbThatIsNotOffered() {
    assertError(
        "403-verb",
        gateway.send(gateway.request("/api/method/ping").method("PATCH", BodyPublishers.noBody())));
    assertError("403-post-only", gateway.get("bank_api.webhooks.get_secret", Map.of()));
  }

  @Test
  void a403ForASecondSite() {
    GatewaySystem caller = customer().gateway();
    caller.call("get_bridge_connect_link", site.firstGeneration("first")).message();
    assertError(
        "403-second-site", caller.call("get_bridge_connect_link", site.firstGeneration("second")));
  }

  @Test
  void a404ForWhatIsNotThere() {
    connected();
    assertError("404-request", gateway.call("get_bridge_item_id", NO_REQUEST));
    assertError("404-item", gateway.call("get_bridge_item_details", Map.of("item_id", 1)));
    assertError("404-user", gateway.call("get_bank_transactions", Map.of("user", "nobody")));
    assertError("404-site", gateway.call("get_bank_transactions", Map.of("site", "nowhere")));
    assertError(
        "404-account", gateway.call("get_bank_transactions_by_account", Map.of("account_id", 1)));
    assertError("404-bank", gateway.call("get_single_bank", Map.of("bank_id", 999_999_999)));
    assertError("404-category", gateway.call("get_category", Map.of("category_id", 999_999_999)));
  }

  @Test
  void a404ForAnAddressThatIsNotThere() {
    assertError("404-address", gateway.path("/api/v2/method/ping"));
    assertError("404-address", gateway.path("/api/resource/Bank"));
  }

  @Test
  void a405OutsideOfMethods() {
    assertError("405", gateway.asGuest().path("/api/webhooks/bridge"));
  }

  @Test
  void a409ForAKeyThatWasUsedForSomethingElse() {
    Customer customer = customer();
    String key = UUID.randomUUID().toString();
    customer
        .gateway()
        .call("get_bridge_connect_link", site.linkArguments(customer.site(), "u"))
        .message();
    replay(customer, key, "2026-01-01").message();
    assertError("409", replay(customer, key, "2026-01-02"));
    replay(customer, key, "2026-01-01").message();
  }

  private static Answer replay(Customer customer, String key, String since) {
    return customer
        .gateway()
        .form(
            "bank_api.webhooks.replay",
            Map.of("site", customer.site(), "since", since, "idempotency_key", key));
  }

  @Test
  void a413ForTooMuch() {
    assertError("413", gateway.json("ping", "{\"a\":\"" + "x".repeat(64 * 1024) + "\"}"));
  }

  @Test
  void a417ForArguments() {
    assertError("417-missing", gateway.call("get_bank_accounts", Map.of()));
    assertError("417-wrong", gateway.call("get_bank_accounts", Map.of("item_id", "<i>12</i>")));
    assertError("417-no-json", gateway.json("bank_api.bridge.get_bank_accounts", "{\"item_id\":"));
    assertError("417-unknown-method", gateway.call("get_nothing", Map.of()));
  }

  @Test
  void a417ForWhatCouldMeanSeveralThings() {
    String name = "several-" + UUID.randomUUID();
    GatewaySystem several = Bench.only().customer(name, "OBJECT", "LIST", true);
    for (String one : new String[] {"one", "two"}) {
      several.call("get_bridge_connect_link", site.linkArguments(one, "user")).message();
    }
    assertError("417-ambiguous-site", several.call("get_bank_transactions", Map.of()));
    assertError(
        "417-ambiguous-user", several.call("get_bank_transactions", Map.of("user", "user")));
  }

  @Test
  void a417ForWhatBridgeRefuses() {
    Map<String, Object> arguments = site.linkArguments(SITE, newUser());
    arguments.put("provider_id", 999_999_999);
    assertError("417-bridge-refused", gateway.call("get_bridge_connect_link", arguments));
  }

  @Test
  void a429ForGuessing() {
    GatewaySystem guesser = gateway.authorizedBy("token " + UUID.randomUUID() + ":guess");
    for (int i = 0; i < 20; i++) {
      assertThat(guesser.get("ping", Map.of()).status()).isEqualTo(401);
    }
    assertError("429-guesses", guesser.get("ping", Map.of()));
  }

  @Test
  void a429ForTooManyCallsAtOnce() throws IOException {
    GatewaySystem patient =
        Bench.only().customer("many-" + UUID.randomUUID(), "OBJECT", "LIST", false);
    String authorization =
        patient.request("/").build().headers().firstValue("Authorization").orElseThrow();
    String unfinished =
        "POST /api/method/ping HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + authorization
            + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    List<Socket> calls = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        Socket call = new Socket(patient.base().getHost(), patient.base().getPort());
        calls.add(call);
        call.getOutputStream().write(unfinished.getBytes(StandardCharsets.US_ASCII));
      }
      Awaitility.await().until(() -> patient.get("ping", Map.of()).status() == 429);
      assertError("429-at-once", patient.get("ping", Map.of()));
      assertThat(gateway.get("ping", Map.of()).status()).as("another's").isEqualTo(200);
    } finally {
      for (Socket call : calls) {
        call.close();
      }
    }
    Awaitility.await().until(() -> patient.get("ping", Map.of()).status() == 200);
  }

  @Test
  void a429WhereBridgeHasHadEnough() {
    Connected connected = connected();
    bridge.fail("/v3/aggregation/accounts", "status", Map.of("status", 429, "retry_after", 3600));
    assertError(
        "429-bridge", gateway.call("get_bank_accounts", Map.of("item_id", connected.itemId())));
  }

  @Test
  void a500ForWhatNobodyExpected() {
    String key = "broken-" + UUID.randomUUID();
    GatewaySystem broken = Bench.only().customer(key, "NONSENSE", "LIST", false);
    try {
      assertError(
          "500",
          broken.send(broken.request("/api/method/ping").header("X-Request-Id", "abc").GET()));
    } finally {
      // no list with this row can be read
      database.change(
          "update api_user set link_answer = 'OBJECT' where link_answer = ?", "NONSENSE");
    }
  }

  @Test
  void a503WhereBridgeDoesNotAnswer() {
    Connected connected = connected();
    bridge.fail("/v3/aggregation/accounts", "status", Map.of("status", 500));
    assertError(
        "503-bridge", gateway.call("get_bank_accounts", Map.of("item_id", connected.itemId())));
  }

  @Test
  void a503WhereTheDatabaseIsAway() {
    database.goAway();
    try {
      assertError("503-database", gateway.call("get_bridge_item_id", NO_REQUEST));
      assertThat(
              gateway
                  .asGuest()
                  .send(
                      gateway
                          .request("/api/webhooks/bridge")
                          .header("BridgeApi-Signature", bridge.signature("{}"))
                          .POST(BodyPublishers.ofString("{}")))
                  .status())
          .as("Bridge shall send its webhook again")
          .isEqualTo(503);
    } finally {
      database.comeBack();
    }
    Awaitility.await().until(() -> gateway.path("/api/health/ready").status() == 200);
  }

  /** Their browser asks again by itself, and gets home as if nothing had been. */
  @Test
  void aPersonWhoComesBackThenWaitsForIt() {
    JsonNode link =
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, newUser())).message();
    URI back = bridge.connect(URI.create(link.path("redirect_url").asText())).callback();
    database.goAway();
    try {
      assertWaits(gateway.browse(back));
    } finally {
      database.comeBack();
    }
    Awaitility.await().until(() -> gateway.browse(back).status() == 302);
    assertThat(gateway.browse(back).header("Location").orElse("")).contains("success=true");
  }

  @Test
  void aPersonWhoComesBackWaitsForWhoeverHoldsTheirUser() {
    String user = newUser();
    JsonNode link =
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, user)).message();
    URI back = bridge.connect(URI.create(link.path("redirect_url").asText())).callback();
    database.whileHeld(
        "select id from bridge_user where site_user = ? for update",
        user,
        () -> assertWaits(gateway.browse(back)));
    assertThat(gateway.browse(back).status()).isEqualTo(302);
  }

  private static void assertWaits(Answer page) {
    assertThat(page.status()).as(page.body()).isEqualTo(503);
    assertThat(page.header("Retry-After")).contains("5");
    assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).contains("One moment", "http-equiv=\"refresh\" content=\"5\"");
  }

  private static void assertError(String name, Answer answer) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("status", answer.status());
    for (String header : new String[] {"Content-Type", "Retry-After", "WWW-Authenticate"}) {
      answer.header(header).ifPresent(value -> whole.put(header, value));
    }
    whole.set("body", answer.json());
    assertGolden("error/" + name, whole);
  }
}

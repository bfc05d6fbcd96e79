package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** From the wish to connect a bank to its transactions, as a site lives it. */
class FlowIT extends GatewayIT {

  @Test
  void aBankIsConnectedAndTheSiteHearsOnce() {
    String user = newUser();
    JsonNode link =
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, user)).message();
    String request = link.path("request").asText();
    assertThat(itemId(request).path("status").asText()).isEqualTo("pending");

    BridgeSystem.Visit visit = bridge.connect(URI.create(link.path("redirect_url").asText()));
    assertThat(visit.callback().toString())
        .startsWith(gateway.base() + "/api/connect/return?")
        .as("the request id is no secret, the context is")
        .doesNotContain(request);

    Answer home = gateway.browse(visit.callback());
    assertThat(home.status()).isEqualTo(302);
    assertThat(home.header("Referrer-Policy")).contains("no-referrer");
    assertThat(home.header("Cache-Control").orElse("")).contains("no-store");
    assertThat(home.header("Location").orElse(""))
        .startsWith(site.base() + "/app/bank/BNP?own=1&")
        .contains("request=" + request, "item_id=" + visit.itemId(), "success=true")
        .endsWith("#accounts");

    Webhook webhook = site.awaitWebhook("connection.succeeded", "request", request);
    assertThat(webhook.json().path("item_id").asLong()).isEqualTo(visit.itemId());
    String secret =
        gateway
            .form("bank_api.webhooks.get_secret", Map.of("site", SITE))
            .message()
            .path("secret")
            .asText();
    assertThat(webhook.isSignedBy(secret)).isTrue();
    assertThat(webhook.isSignedAsFrappeBy(secret)).isTrue();
    assertThat(webhook.headers().get("content-type")).startsWith("application/json");

    assertThat(itemId(request).path("status").asText()).isEqualTo("succeeded");
    gateway.browse(visit.callback());
    Awaitility.await()
        .during(Duration.ofSeconds(3))
        .until(
            () ->
                site.received(w -> w.json().path("request").asText().equals(request)).size() == 1);
  }

  @Test
  void aLoginThatFailsIsToldWithItsStep() {
    JsonNode link =
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, newUser())).message();
    BridgeSystem.Visit visit =
        bridge.visit(
            URI.create(link.path("redirect_url").asText()), Map.of("login", "402", "leave", true));
    String request = link.path("request").asText();
    String location = gateway.browse(visit.callback()).header("Location").orElse("");
    assertThat(location).contains("request=" + request, "success=false", "step=");
    Webhook webhook = site.awaitWebhook("connection.failed", "request", request);
    assertThat(webhook.json().path("success").asBoolean()).isFalse();
    assertThat(itemId(request).path("status").asText()).isEqualTo("failed");
  }

  @Test
  void accountsAreBridgesOwnFields() {
    Connected connected = connected();
    JsonNode accounts =
        gateway
            .call(
                "get_bank_accounts",
                Map.of("item_id", connected.itemId(), "user", connected.user()))
            .message();
    assertThat(accounts.isArray()).isTrue();
    assertThat(accounts).isNotEmpty();
    assertThat(accounts)
        .allSatisfy(a -> assertThat(a.path("item_id").asLong()).isEqualTo(connected.itemId()));
  }

  @Test
  void transactionsOfAUserComeWithItemAndCategory() {
    Connected connected = connected();
    JsonNode all =
        gateway
            .call("get_bank_transactions", Map.of("user", connected.user(), "lang", "fr"))
            .message();
    assertThat(all.size()).as("more than one page of Bridge's").isGreaterThan(500);
    assertThat(all)
        .allSatisfy(t -> assertThat(t.path("item_id").asLong()).isEqualTo(connected.itemId()));
    long account = all.get(0).path("account_id").asLong();
    JsonNode ofOne =
        gateway
            .call("get_bank_transactions_by_account", Map.of("account_id", account, "lang", "en"))
            .message();
    assertThat(ofOne).isNotEmpty();
    assertThat(ofOne).allSatisfy(t -> assertThat(t.path("account_id").asLong()).isEqualTo(account));
  }

  @Test
  void banksAndCategoriesAreLookedUp() {
    Connected connected = connected();
    long provider =
        gateway
            .call("get_bridge_item_details", Map.of("item_id", connected.itemId()))
            .message()
            .path("provider_id")
            .asLong();
    JsonNode bank = gateway.call("get_single_bank", Map.of("bank_id", provider)).message();
    assertThat(bank.path("id").asLong()).isEqualTo(provider);
    JsonNode tree = gateway.call("get_category", Map.of("lang", "fr")).message();
    assertThat(tree).isNotEmpty();
    long category = tree.get(0).path("id").asLong();
    JsonNode one =
        gateway.call("get_category", Map.of("category_id", category, "lang", "fr")).message();
    assertThat(one.path("id").asLong()).isEqualTo(category);
  }

  @Test
  void aDeletedItemIsGoneThereAndHere() {
    Connected connected = connected();
    Map<String, Object> item = Map.of("item_id", connected.itemId(), "user", connected.user());
    assertThat(gateway.call("delete_bridge_item_id", item).status()).isEqualTo(200);
    assertThat(bridge.has(connected.itemId())).isFalse();
    assertThat(gateway.call("delete_bridge_item_id", item).status()).as("repeated").isEqualTo(200);
    assertThat(gateway.call("get_bridge_item_details", item).status()).isEqualTo(404);
  }

  @Test
  void aReturnThatNobodyAskedForGoesNowhere() {
    Answer answer =
        gateway.browse(gateway.base().resolve("/api/connect/return?context=guess&item_id=1"));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.header("Location")).isEmpty();
  }

  private JsonNode itemId(String request) {
    return gateway.call("get_bridge_item_id", Map.of("request", request)).message();
  }
}

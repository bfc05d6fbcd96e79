package bankapi.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.Caller;
import bankapi.sandbox.Caller.Reply;
import bankapi.sandbox.SandboxTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SitePagesTest extends SandboxTest {

  private static final String BRIDGE = "bank_api.bridge.";

  private StubGateway gateway;

  @BeforeEach
  void connect() {
    gateway = new StubGateway();
    sandbox.useGateway(gateway.uri(), "key", "secret", "demo-site");
  }

  @AfterEach
  void disconnect() {
    gateway.close();
  }

  private static String hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Reply webhook(String body, String secret) throws Exception {
    String time = Long.toString(Instant.now().getEpochSecond());
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    return admin
        .with("webhook-id", "msg_1")
        .with("webhook-timestamp", time)
        .with("webhook-signature", "v1," + hmac(key, "msg_1." + time + "." + body))
        .with("X-Frappe-Webhook-Signature", hmac(secret.getBytes(StandardCharsets.UTF_8), body))
        .post("/site/webhook", body);
  }

  @Test
  void asksForALinkAsASiteDoesAndSendsThePersonThere() {
    gateway.messages.put(
        BRIDGE + "get_bridge_connect_link", "{\"redirect_url\":\"https://bank.example/s/1\"}");
    Reply reply = admin.form("/site/connect", Map.of("bank", "Ma banque", "user", "a@example.org"));
    assertThat(reply.status()).isEqualTo(303);
    assertThat(reply.header("Location")).isEqualTo("https://bank.example/s/1");
    StubGateway.Asked asked = gateway.asked.get(0);
    assertThat(asked.authorization()).isEqualTo("token key:secret");
    String base = sandbox.baseUri().toString();
    assertThat(asked.arguments().path("base_url").asText()).isEqualTo(base);
    assertThat(asked.arguments().path("redirect_url").asText()).isEqualTo(base + "/site/return");
    assertThat(asked.arguments().path("webhook_url").asText()).isEqualTo(base + "/site/webhook");
    assertThat(asked.arguments().path("bank").asText()).isEqualTo("Ma banque");
    assertThat(asked.arguments().has("item_id")).isFalse();
  }

  @Test
  void understandsALinkThatIsABareAddress() {
    gateway.messages.put(BRIDGE + "get_sca_authentication_link", "\"https://bank.example/s/2\"");
    Reply reply = admin.form("/site/items/12/sca", Map.of());
    assertThat(reply.header("Location")).isEqualTo("https://bank.example/s/2");
    assertThat(gateway.asked.get(0).arguments().path("item_id").asText()).isEqualTo("12");
  }

  @Test
  void showsWhatTheAddressSaysAndAsksWhatBecameOfTheRequest() {
    gateway.messages.put(BRIDGE + "get_bridge_item_id", "{\"item_id\":77,\"bank\":\"Demo Bank\"}");
    Reply reply = admin.get("/site/return?request=r-1&success=true&x=%3Cscript%3E");
    assertThat(reply.body())
        .contains("href=\"/site/items/77\"", "&lt;script&gt;")
        .doesNotContain("<script>");
    assertThat(gateway.asked.get(0).arguments().path("request").asText()).isEqualTo("r-1");
    JsonNode returns = admin.get("/site/api/returns").json();
    assertThat(returns.at("/0/request").asText()).isEqualTo("r-1");
  }

  @Test
  void showsAccountsAndTransactions() {
    gateway.messages.put(
        BRIDGE + "get_bridge_item_details", "{\"bank\":\"Demo Bank\",\"status\":0}");
    gateway.messages.put(
        BRIDGE + "get_bank_accounts",
        "[{\"id\":5,\"name\":\"Compte Courant 1\",\"balance\":12.50,\"currency_code\":\"EUR\"}]");
    String row =
        "[{\"id\":1,\"date\":\"2026-05-01\",\"amount\":-7.10,\"category\":\"Restaurants\"}]";
    gateway.messages.put(BRIDGE + "get_bank_transactions", row);
    gateway.messages.put(
        BRIDGE + "get_bank_transactions_by_account", "{\"resources\":" + row + "}");
    assertThat(admin.get("/site/items/7").body()).contains("Compte Courant 1", "12.50 EUR");
    assertThat(admin.get("/site/items/7/transactions?since=2026-01-01&lang=fr").body())
        .contains("-7.10 EUR", "Restaurants", "Opérations");
    assertThat(admin.get("/site/items/7/transactions?account_id=5").body()).contains("-7.10");
    JsonNode arguments = gateway.asked.get(2).arguments();
    assertThat(arguments.path("since").asText()).isEqualTo("2026-01-01");
    assertThat(arguments.path("lang").asText()).isEqualTo("fr");
    assertThat(gateway.asked.get(3).arguments().path("account_id").asText()).isEqualTo("5");
  }

  @Test
  void showsTheGatewaysOwnSentenceWhenItRefuses() {
    Reply reply = admin.get("/site/items/7");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.body())
        .contains("This item is &lt;unknown&gt; here.", "HTTP 404", "DoesNotExistError")
        .doesNotContain("internal words");
  }

  @Test
  void saysSoWhenThereIsNoGatewayOrItDoesNotAnswer() {
    gateway.close();
    assertThat(admin.get("/site/items/7").body()).contains("does not answer");
    sandbox.close();
    sandbox = bankapi.sandbox.Sandbox.start(config());
    Caller other = new Caller(sandbox.baseUri());
    assertThat(other.get("/site?lang=en").body()).contains("data-test=unconfigured");
    assertThat(other.get("/site/items/7").status()).isEqualTo(503);
  }

  @Test
  void believesOnlyWebhooksWhoseSignaturesHold() throws Exception {
    String body = "{\"event\":\"connection.succeeded\",\"item_id\":91,\"bank\":\"Demo Bank\"}";
    assertThat(webhook(body, StubGateway.SECRET).status()).isEqualTo(200);
    assertThat(webhook(body.replace("91", "92"), "whsec_AAAA").status()).isEqualTo(401);
    JsonNode list = admin.get("/site/api/webhooks").json();
    assertThat(list).hasSize(2);
    assertThat(list.at("/0/standard_webhooks_valid").asBoolean()).isTrue();
    assertThat(list.at("/0/frappe_valid").asBoolean()).isTrue();
    assertThat(list.at("/0/raw_body").asText()).isEqualTo(body);
    assertThat(list.at("/0/headers/webhook-id").asText()).isEqualTo("msg_1");
    assertThat(list.at("/1/standard_webhooks_valid").asBoolean()).isFalse();
    assertThat(admin.get("/site").body()).contains("item-91").doesNotContain("item-92");
    assertThat(admin.get("/site/webhooks").body()).contains("connection.succeeded");
    admin.delete("/site/api/webhooks");
    assertThat(admin.get("/site/api/webhooks").json()).isEmpty();
  }

  @Test
  void fetchesTheSecretAgainOnceItWasRotated() throws Exception {
    assertThat(webhook("{}", StubGateway.SECRET).status()).isEqualTo(200);
    String rotated = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    gateway.messages.put("bank_api.webhooks.get_secret", "{\"secret\":\"" + rotated + "\"}");
    assertThat(webhook("{}", rotated).status()).isEqualTo(200);
  }

  @Test
  void answersWebhooksAsATestOrders() throws Exception {
    admin.put("/site/api/webhook-answer", "{\"status\":500,\"times\":1}");
    assertThat(webhook("{}", StubGateway.SECRET).status()).isEqualTo(500);
    assertThat(webhook("{}", StubGateway.SECRET).status()).isEqualTo(200);
    gateway.messages.remove("bank_api.webhooks.get_secret");
    sandbox.useGateway(gateway.uri(), "key", "secret", "demo-site");
    assertThat(webhook("{}", StubGateway.SECRET).status()).isEqualTo(503);
  }
}

package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.DatabaseSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What comes from outside and is not what it says: it changes nothing. */
class ForgeryIT extends GatewayIT {

  private Answer webhook(String body, String signature) {
    return gateway
        .asGuest()
        .send(
            gateway
                .request("/api/webhooks/bridge")
                .header("Content-Type", "application/json")
                .header("BridgeApi-Signature", signature)
                .POST(BodyPublishers.ofString(body)));
  }

  private long stored(String body) {
    return database
        .rows("select id from received_event where body_hash = ?", DatabaseSystem.sha256(body))
        .size();
  }

  private boolean workedOff(String body) {
    return database
            .rows(
                "select id from received_event where body_hash = ? and processed_at is not null",
                DatabaseSystem.sha256(body))
            .size()
        == 1;
  }

  private long deliveries(Customer customer) {
    return database
        .rows(
            "select d.id from delivery d join site s on s.id = d.site_id where s.site_key = ?",
            customer.site())
        .size();
  }

  private static String event(UUID user, long item) {
    return "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\"},\"timestamp\":1,\"type\":\"%s\"}"
        .formatted(item, user, "item.deleted");
  }

  @Test
  void onlyASignedWebhookIsTakenAndOnlyOnce() {
    String body = event(UUID.randomUUID(), 7);
    String signature = bridge.signature(body);
    List<String> before = database.state();
    assertThat(webhook(body, "v1=00").status()).isEqualTo(401);
    assertThat(webhook(body, "").status()).isEqualTo(401);
    assertThat(webhook(body, signature.replace("v1=", "v2=")).status()).isEqualTo(401);
    assertThat(webhook(body + " ", signature).status()).isEqualTo(401);
    assertThat(stored(body)).isZero();
    assertThat(stored(body + " ")).isZero();
    assertThat(webhook(body, signature).status()).isEqualTo(200);
    assertThat(webhook(body, "v1=00,v1=" + signature.substring(3)).status()).isEqualTo(200);
    assertThat(stored(body)).as("the same again is not taken again").isEqualTo(1);
    assertThat(database.state()).isEqualTo(before);
  }

  @Test
  void aWebhookThatIsReplayedTellsTheSiteNothingNew() {
    Customer customer = customer();
    Connected connected = connected(customer, newUser());
    Set<String> before = told(customer, connected.itemId());
    UUID bridgeUser =
        UUID.fromString(
            database
                .rows("select bridge_uuid from bridge_user where site_user = ?", connected.user())
                .get(0));
    String body = event(bridgeUser, connected.itemId()).replace("item.deleted", "item.refreshed");
    assertThat(webhook(body, bridge.signature(body)).status()).isEqualTo(200);
    site.awaitWebhook(
        w ->
            w.event().equals("item.refreshed")
                && w.json().path("item_id").asLong() == connected.itemId()
                && !before.contains(w.headers().get("webhook-id")));
    Set<String> once = told(customer, connected.itemId());
    assertThat(webhook(body, bridge.signature(body)).status()).isEqualTo(200);
    assertThat(workedOff(body)).as("it does not wait to be worked off again").isTrue();
    Awaitility.await()
        .during(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              assertThat(deliveries(customer)).isEqualTo(once.size());
              assertThat(told(customer, connected.itemId())).isEqualTo(once);
            });
  }

  @Test
  void aSignedWebhookAboutAnothersItemOrALieChangesNothing() {
    Customer victim = customer();
    Connected theirs = connected(victim, newUser());
    Connected own = connected(customer(), newUser());
    UUID bridgeUser =
        UUID.fromString(
            database
                .rows("select bridge_uuid from bridge_user where site_user = ?", own.user())
                .get(0));
    List<String> before = database.state(victim.site());
    String foreign = event(bridgeUser, theirs.itemId());
    String lie = event(bridgeUser, own.itemId());
    for (String body : List.of(foreign, lie, "{}", "[]", "no JSON", "")) {
      assertThat(webhook(body, bridge.signature(body)).status()).as(body).isEqualTo(200);
      Awaitility.await().until(() -> workedOff(body));
    }
    assertThat(database.state(victim.site())).isEqualTo(before);
    assertThat(
            victim
                .gateway()
                .call("get_bridge_item_details", Map.of("item_id", theirs.itemId()))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aWebhookThatIsTooLargeIsRefused() {
    String body = "{\"type\":\"" + "x".repeat(64 * 1024) + "\"}";
    assertThat(webhook(body, bridge.signature(body)).status()).isEqualTo(413);
    assertThat(stored(body)).isZero();
  }

  @Test
  void aReturnWithAnUnknownContextIsAPageInThePersonsLanguage() {
    List<String> before = database.state();
    for (String query :
        new String[] {
          "",
          "?context=unknown&item_id=7&success=true",
          "?context=",
          "?context=" + "x".repeat(2000),
          "?context=%00%27;drop%20table%20site&step=%3Cscript%3E",
        }) {
      Answer page =
          gateway
              .asGuest()
              .send(
                  gateway
                      .request("/api/connect/return" + query)
                      .header("Accept-Language", "fr-FR,fr;q=0.9")
                      .GET());
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.header("Location")).isEmpty();
      assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
      assertThat(page.body()).contains("Retour introuvable").doesNotContain("Exception", "<script");
    }
    assertThat(database.state()).isEqualTo(before);
  }

  @Test
  void aReturnThatNamesAnothersItemIsNotBelieved() {
    Customer victim = customer();
    Connected other = connected(victim, newUser());
    JsonNode link =
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, newUser())).message();
    List<String> before = database.state(victim.site());
    assertNotBelieved(link, other.itemId());
    assertThat(database.state(victim.site()))
        .as("the other's request and item are what they were")
        .isEqualTo(before);
  }

  /** Which the same token can read; but it was there before this request. */
  @Test
  void aReturnThatNamesAnOlderItemOfTheSamePersonIsNotBelieved() {
    Connected older = connected();
    assertNotBelieved(
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, older.user())).message(),
        older.itemId());
  }

  /** The person leaves early, and the browser comes back with a success of somebody's choice. */
  private void assertNotBelieved(JsonNode link, long itemId) {
    BridgeSystem.Visit left =
        bridge.visit(
            URI.create(link.path("redirect_url").asText()),
            Map.of("login", "success", "leave", true));
    String context = left.callback().getQuery().replaceAll(".*context=([a-z0-9]+).*", "$1");
    Answer home =
        gateway.browse(
            gateway
                .base()
                .resolve(
                    "/api/connect/return?success=true&item_id=" + itemId + "&context=" + context));
    assertThat(home.header("Location").orElse(""))
        .contains("success=pending")
        .doesNotContain("item_id=");
    JsonNode request =
        gateway
            .call("get_bridge_item_id", Map.of("request", link.path("request").asText()))
            .message();
    assertThat(request.path("item_id").isNull()).isTrue();
  }
}

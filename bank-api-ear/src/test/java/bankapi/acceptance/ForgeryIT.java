package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What comes from outside and is not what it says: it changes nothing. */
class ForgeryIT extends GatewayIT {

  private Answer webhook(String body, String signature) {
    return gateway.asGuest().bridgeWebhook(body, signature);
  }

  private static String event(UUID user, long item) {
    return "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\"},\"timestamp\":1,\"type\":\"%s\"}"
        .formatted(item, user, "item.deleted");
  }

  @Test
  void onlyASignedWebhookIsTakenAndARepetitionIsToo() {
    String body = event(UUID.randomUUID(), 7);
    assertThat(webhook(body, "v1=00").status()).isEqualTo(401);
    assertThat(webhook(body, "").status()).isEqualTo(401);
    assertThat(webhook(body + " ", bridge.signature(body)).status()).isEqualTo(401);
    assertThat(webhook(body, bridge.signature(body)).status()).isEqualTo(200);
    assertThat(webhook(body, "v1=00,v1=" + bridge.signature(body).substring(3)).status())
        .isEqualTo(200);
  }

  @Test
  void aWebhookThatIsTooLargeIsRefused() {
    String body = "{\"type\":\"" + "x".repeat(65 * 1024) + "\"}";
    assertThat(webhook(body, bridge.signature(body)).status()).isEqualTo(413);
  }

  @Test
  void aReturnWithAnUnknownContextIsAPageInThePersonsLanguage() {
    for (String query : new String[] {"", "?context=unknown&item_id=7&success=true", "?context="}) {
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
      assertThat(page.body()).contains("Retour introuvable").doesNotContain("Exception");
    }
  }

  @Test
  void aReturnThatNamesAnothersItemIsNotBelieved() {
    Connected other = connected();
    JsonNode link =
        gateway.call("get_bridge_connect_link", site.linkArguments(SITE, newUser())).message();
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
                    "/api/connect/return?success=true&item_id="
                        + other.itemId()
                        + "&context="
                        + context));
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

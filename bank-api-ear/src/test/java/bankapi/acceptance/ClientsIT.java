package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.FrappeClient;
import bankapi.acceptance.system.FrappeClient.Generation;
import bankapi.acceptance.system.FrappeJsSdk;
import bankapi.acceptance.system.FrappeJsSdk.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients in the field, with what they send and how they read it. */
class ClientsIT extends GatewayIT {
  private static final String PREFIX = "bank_api.bridge.";

  @ParameterizedTest
  @EnumSource(Generation.class)
  void frappesOwnClient(Generation generation) {
    Connected connected = connected();
    Map<String, Object> item = Map.of("item_id", connected.itemId(), "user", connected.user());
    try (FrappeClient client = frappeClient(generation)) {
      assertThat(client.getApi("frappe.auth.get_logged_user", Map.of()).asText())
          .isEqualTo(Bench.API_EMAIL);
      assertThat(client.getApi(PREFIX + "get_bank_accounts", item)).isNotEmpty();
      assertThat(client.postApi(PREFIX + "get_bank_accounts", item)).isNotEmpty();
      assertThat(
              client
                  .postApi(PREFIX + "get_bridge_connect_link", site.linkArguments(SITE, newUser()))
                  .path("redirect_url")
                  .asText())
          .startsWith(bridge.base().toString());
      assertThat(client.postApi(PREFIX + "delete_bridge_item_id", item).path("deleted").asBoolean())
          .isTrue();
      assertThatThrownBy(() -> client.getApi(PREFIX + "get_bank_accounts", item))
          .as("deleted")
          .isInstanceOf(FrappeClient.FrappeException.class)
          .hasMessage(
              "frappe.exceptions.DoesNotExistError: Item " + connected.itemId() + " not found");
      assertThatThrownBy(() -> client.postApi(PREFIX + "get_bank_accounts", Map.of()))
          .isInstanceOf(FrappeClient.FrappeException.class)
          .hasMessageContaining("'item_id'");
      assertThatThrownBy(() -> client.postApi(PREFIX + "get_nothing", Map.of()))
          .isInstanceOf(FrappeClient.FrappeException.class)
          .hasMessageContaining("Failed to get method for command");
    }
  }

  @Test
  void frappesOwnClientWithWrongKeys() {
    try (FrappeClient client =
        new FrappeClient(gateway.base(), Generation.V15, Bench.API_KEY, "wrong")) {
      assertThatThrownBy(() -> client.getApi("frappe.auth.get_logged_user", Map.of()))
          .isInstanceOf(FrappeClient.FrappeException.class)
          .hasMessageContaining("AuthenticationError");
    }
  }

  @Test
  void theJavaScriptClient() {
    Connected connected = connected();
    FrappeJsSdk client = new FrappeJsSdk(gateway.base(), Bench.API_KEY, Bench.API_SECRET);
    assertThat(client.get("frappe.auth.get_logged_user", Map.of()).path("message").asText())
        .isEqualTo(Bench.API_EMAIL);
    Map<String, Object> item = Map.of("item_id", connected.itemId(), "user", connected.user());
    JsonNode accounts = client.get(PREFIX + "get_bank_accounts", item).path("message");
    assertThat(accounts).isNotEmpty();
    assertThat(client.post(PREFIX + "get_bank_accounts", item).path("message")).isEqualTo(accounts);
    assertThat(client.put(PREFIX + "get_bank_accounts", item).path("message")).isEqualTo(accounts);
    assertThat(
            client
                .get(PREFIX + "get_bank_transactions", Map.of("user", connected.user()))
                .path("message"))
        .as("long, streamed and compressed")
        .hasSizeGreaterThan(500);
    assertThat(
            client
                .delete(PREFIX + "delete_bridge_item_id", item)
                .path("message")
                .path("deleted")
                .asBoolean())
        .isTrue();

    Rejection gone = client.rejected(() -> client.get(PREFIX + "get_bank_accounts", item));
    assertThat(gone.httpStatus()).isEqualTo(404);
    assertThat(gone.message()).isEqualTo("There was an error.");
    assertThat(gone.exception())
        .isEqualTo(
            "frappe.exceptions.DoesNotExistError: Item " + connected.itemId() + " not found");
    Rejection missing = client.rejected(() -> client.post(PREFIX + "get_bank_accounts", Map.of()));
    assertThat(missing.httpStatus()).isEqualTo(417);
    assertThat(missing.exception()).contains("MandatoryError").contains("'item_id'");
    FrappeJsSdk stranger = new FrappeJsSdk(gateway.base(), Bench.API_KEY, "wrong");
    assertThat(
            stranger
                .rejected(() -> stranger.get("frappe.auth.get_logged_user", Map.of()))
                .httpStatus())
        .isEqualTo(401);
  }

  private FrappeClient frappeClient(Generation generation) {
    return new FrappeClient(gateway.base(), generation, Bench.API_KEY, Bench.API_SECRET);
  }
}

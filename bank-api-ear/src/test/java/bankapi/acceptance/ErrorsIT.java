package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in Frappe's shape, with the status clients expect, and nothing of ours. */
class ErrorsIT extends GatewayIT {

  @ParameterizedTest
  @CsvSource({
    "get_bridge_item_id, '', 417, MandatoryError, request",
    "get_bridge_item_id, request=00000000-0000-4000-8000-000000000000, 404, DoesNotExistError, ''",
    "get_bridge_item_id, request=nonsense, 404, DoesNotExistError, ''",
    "get_bridge_item_details, '', 417, MandatoryError, item_id",
    "get_bridge_item_details, item_id=abc, 417, ValidationError, item_id",
    "get_bridge_item_details, item_id=1, 404, DoesNotExistError, ''",
    "delete_bridge_item_id, item_id=1, 404, DoesNotExistError, ''",
    "post_item_refresh, item_id=1, 404, DoesNotExistError, ''",
    "get_bank_accounts, '', 417, MandatoryError, item_id",
    "get_bank_accounts, item_id=1, 404, DoesNotExistError, ''",
    "get_single_bank, '', 417, MandatoryError, bank_id",
    "get_single_bank, bank_id=999999999, 404, DoesNotExistError, ''",
    "get_category, category_id=999999999, 404, DoesNotExistError, ''",
    "get_bank_transactions, user=nobody, 404, DoesNotExistError, ''",
    "get_bank_transactions, site=nowhere, 404, DoesNotExistError, ''",
    "get_bank_transactions_by_account, '', 417, MandatoryError, account_id",
    "get_bank_transactions_by_account, account_id=1, 404, DoesNotExistError, ''",
    "get_nothing, '', 417, ValidationError, get_nothing",
  })
  void badCalls(String method, String arguments, int status, String type, String named) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!arguments.isEmpty()) {
      map.put(
          arguments.substring(0, arguments.indexOf('=')),
          arguments.substring(arguments.indexOf('=') + 1));
    }
    registered();
    assertError(gateway.call(method, map), status, type, named);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 403, PermissionError",
    "one two three, 403, PermissionError",
    "token nobody:nothing, 401, AuthenticationError",
    "token nocolon, 401, AuthenticationError",
    "Bearer key:secret, 401, AuthenticationError",
    "Basic !!!, 400, InvalidAuthorizationToken",
  })
  void badCredentials(String header, int status, String type) {
    assertError(
        gateway.authorizedBy(header).call("get_bridge_item_id", Map.of("request", "x")),
        status,
        type,
        "");
  }

  @Test
  void aWrongSecretAndARightOne() {
    assertError(
        gateway
            .authorizedBy("token " + Bench.API_KEY + ":wrong")
            .get("frappe.auth.get_logged_user", Map.of()),
        401,
        "AuthenticationError",
        "");
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (Bench.API_KEY + ":" + Bench.API_SECRET).getBytes(StandardCharsets.UTF_8));
    assertThat(
            gateway
                .authorizedBy("Basic " + basic)
                .get("frappe.auth.get_logged_user", Map.of())
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"PATCH, 403", "OPTIONS, 200", "PUT, 200", "DELETE, 200"})
  void verbs(String verb, int status) {
    Answer answer =
        gateway.send(gateway.request("/api/method/ping").method(verb, BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void theSameArgumentsInEveryWay() {
    Connected connected = connected();
    String method = "bank_api.bridge.get_bridge_item_id";
    Map<String, Object> arguments = Map.of("request", connected.request());
    JsonNode expected = gateway.get(method, arguments).message();
    assertThat(expected.path("item_id").asLong()).isEqualTo(connected.itemId());
    assertThat(gateway.postQuery(method, arguments).message()).isEqualTo(expected);
    assertThat(gateway.form(method, arguments).message()).isEqualTo(expected);
    assertThat(gateway.json(method, arguments).message()).isEqualTo(expected);
    assertThat(
            gateway.path("/api/v1/method/" + method + "?request=" + connected.request()).message())
        .isEqualTo(expected);
    assertThat(gateway.path("/api/v2/method/" + method).status()).isEqualTo(404);
  }

  /** Frappe's clients look at exc, JavaScript ones at exception; people at _server_messages. */
  private static void assertError(Answer answer, int status, String type, String named) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    JsonNode json = answer.json();
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("exception", "exc_type", "exc", "_server_messages");
    assertThat(json.path("exc_type").asText()).isEqualTo(type);
    assertThat(json.path("exception").asText())
        .startsWith("frappe.exceptions." + type)
        .contains(named);
    assertThat(answer.body()).doesNotContain("\\tat ", "bankapi.", "jakarta.", "java.lang");
  }
}

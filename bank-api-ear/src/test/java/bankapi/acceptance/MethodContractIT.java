package bankapi.acceptance;

import static bankapi.acceptance.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each method answers that gives no bank data, whole, to both generations of clients. */
class MethodContractIT extends GatewayIT {

  @AfterEach
  void recover() {
    bridge.recover();
    bridge.turn("{\"refresh_endpoint\":false}");
  }

  @ParameterizedTest
  @CsvSource({
    "get_bridge_connect_link, false",
    "get_bridge_edit_link, true",
    "get_sca_authentication_link, true",
    "get_pro_confirmation_link, false",
    "get_pro_confirmation_link, true",
  })
  void links(String method, boolean ofAnItem) {
    Customer customer = customer();
    Map<String, Object> today = site.linkArguments(customer.site(), newUser());
    Map<String, Object> first = site.firstGeneration(customer.site());
    if (ofAnItem) {
      today.put("item_id", connected(customer, (String) today.get("user")).itemId());
      first.put("item_id", today.get("item_id"));
    }
    for (Map<String, Object> arguments : List.of(today, first)) {
      JsonNode body = customer.gateway().call(method, arguments).json();
      assertGolden("method/link", body);
      assertThat(body.path("message").path("url"))
          .isEqualTo(body.path("message").path("redirect_url"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get_bridge_connect_link",
        "get_bridge_edit_link",
        "get_sca_authentication_link",
        "get_pro_confirmation_link"
      })
  void linksAsBareAddresses(String method) {
    Customer customer = customer("URL", "LIST");
    Map<String, Object> arguments = site.linkArguments(customer.site(), newUser());
    if (!method.equals("get_bridge_connect_link")) {
      arguments.put("item_id", connected(customer, (String) arguments.get("user")).itemId());
    }
    JsonNode body = customer.gateway().call(method, arguments).json();
    assertGolden("method/link-url", body);
    assertThat(bridge.visit(URI.create(body.path("message").asText()), Map.of("leave", true)))
        .as("it leads to Bridge")
        .isNotNull();
  }

  @Test
  void requests() {
    Customer customer = customer();
    Map<String, Object> today = site.linkArguments(customer.site(), newUser());
    Map<String, Object> first = site.firstGeneration(customer.site());
    for (Map<String, Object> arguments : List.of(today, first)) {
      Map<String, Object> known = new LinkedHashMap<>();
      known.put("site", customer.site());
      JsonNode link = customer.gateway().call("get_bridge_connect_link", arguments).message();
      String user = (String) arguments.get("user");
      known.put("user", user == null ? namelessUser(customer) : user);
      known.put("request", link.path("request").asText());
      assertGolden("method/get_bridge_item_id-pending", request(customer, known), known);
      for (String name : List.of("site", "user")) {
        Map<String, Object> other = Map.of("request", known.get("request"), name, "another");
        assertThat(customer.gateway().call("get_bridge_item_id", other).status()).isEqualTo(404);
      }

      BridgeSystem.Visit failing =
          bridge.visit(
              URI.create(link.path("redirect_url").asText()),
              Map.of("login", "402", "leave", true));
      gateway.browse(failing.callback());
      assertGolden("method/get_bridge_item_id-failed", request(customer, known), known);

      Connected connected = connected(customer, "", arguments);
      known.put("request", connected.request());
      known.put("item", connected.itemId());
      assertGolden("method/get_bridge_item_id-succeeded", request(customer, known), known);
    }
  }

  @Test
  void items() {
    Customer customer = customer();
    Connected today = connected(customer, newUser());
    Connected first = connected(customer, "", site.firstGeneration(customer.site()));
    for (Connected one : List.of(today, first)) {
      String user = one.user().isEmpty() ? namelessUser(customer) : one.user();
      Map<String, Object> known =
          Map.of("site", customer.site(), "user", user, "item", one.itemId());
      Map<String, Object> item = Map.of("item_id", one.itemId());
      assertGolden(
          "method/get_bridge_item_details",
          customer.gateway().call("get_bridge_item_details", item).json(),
          named(known, String.valueOf(one.itemId())));
    }
    bridge.refresh(today.itemId(), Map.of("status", 1010));
    Map<String, Object> known =
        named(
            Map.of("site", customer.site(), "user", today.user(), "item", today.itemId()),
            String.valueOf(today.itemId()));
    Map<String, Object> french = Map.of("item_id", today.itemId(), "lang", "fr");
    assertGolden(
        "method/get_bridge_item_details-action",
        customer.gateway().call("get_bridge_item_details", french).json(),
        known);
    site.awaitWebhook("item.action_required", "item_id", today.itemId());
    bridge.fail("/v3/aggregation/items/" + today.itemId(), "html", Map.of());
    assertGolden(
        "method/get_bridge_item_details-stale",
        customer.gateway().call("get_bridge_item_details", french).json(),
        known);
  }

  @Test
  void refreshes() {
    Customer customer = customer();
    Connected connected = connected(customer, newUser());
    Map<String, Object> known = Map.of("item", connected.itemId());
    Map<String, Object> arguments = Map.of("item_id", connected.itemId(), "user", connected.user());
    assertGolden(
        "method/post_item_refresh-not-offered",
        customer.gateway().call("post_item_refresh", arguments).json(),
        known);
    bridge.turn("{\"refresh_endpoint\":true}");
    assertGolden(
        "method/post_item_refresh",
        customer.gateway().call("post_item_refresh", arguments).json(),
        known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "user"})
  void deletions(String generation) {
    Customer customer = customer();
    Connected connected = connected(customer, newUser());
    Map<String, Object> arguments =
        generation.equals("site")
            ? Map.of("item_id", connected.itemId(), "site", customer.site())
            : Map.of("item_id", connected.itemId(), "user", connected.user());
    for (String time : new String[] {"first", "repeated"}) {
      Answer answer = customer.gateway().call("delete_bridge_item_id", arguments);
      assertGolden(
          "method/delete_bridge_item_id", answer.json(), Map.of("item", connected.itemId()));
      assertThat(bridge.has(connected.itemId())).as(time).isFalse();
    }
  }

  @Test
  void secrets() {
    Customer customer = customer();
    customer.gateway().call("get_bridge_connect_link", site.linkArguments(customer.site(), "u"));
    Map<String, Object> known = Map.of("site", customer.site());
    JsonNode read = customer.gateway().form("bank_api.webhooks.get_secret", Map.of()).json();
    assertGolden("method/get_secret", read, known);
    JsonNode rotated =
        customer
            .gateway()
            .form("bank_api.webhooks.rotate_secret", Map.of("site", customer.site()))
            .json();
    assertGolden("method/rotate_secret", rotated, known);
    assertThat(rotated.path("message").path("secret"))
        .isNotEqualTo(read.path("message").path("secret"))
        .isEqualTo(
            customer
                .gateway()
                .form("bank_api.webhooks.get_secret", Map.of())
                .message()
                .path("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "frappe.ping", "version", "logout"})
  void methodsThatEverybodyMayCall(String method) {
    Answer answer = gateway.asGuest().get(method, Map.of());
    assertGolden("method/" + method, answer.json());
    assertThat(answer.header("Content-Type")).contains("application/json");
    assertThat(answer.header("Cache-Control"))
        .contains("no-store,no-cache,must-revalidate,max-age=0");
  }

  @Test
  void whoIsSignedIn() {
    assertGolden(
        "method/frappe.auth.get_logged_user",
        gateway.get("frappe.auth.get_logged_user", Map.of()).json(),
        Map.of("email", Bench.API_EMAIL));
  }

  /** A site that names no user reads Bridge's id of its user, and may ask by it. */
  private String namelessUser(Customer customer) {
    return database
        .rows(
            "select u.bridge_uuid from bridge_user u join site s on s.id = u.site_id"
                + " where s.site_key = ? and u.site_user = ''",
            customer.site())
        .get(0);
  }

  private static JsonNode request(Customer customer, Map<String, Object> known) {
    return customer
        .gateway()
        .call("get_bridge_item_id", Map.of("request", known.get("request")))
        .json();
  }

  private static Map<String, Object> named(Map<String, Object> known, String name) {
    Map<String, Object> more = new LinkedHashMap<>(known);
    more.put("name", name);
    return more;
  }
}

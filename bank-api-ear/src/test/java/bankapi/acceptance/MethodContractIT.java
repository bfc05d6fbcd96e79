package bankapi.acceptance;

import static bankapi.acceptance.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each method answers, whole, to both generations of clients. */
class MethodContractIT extends GatewayIT {
  /** Beyond what a double holds exactly. */
  private static final long HUGE = 9_007_199_254_740_993L;

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

  @ParameterizedTest
  @CsvSource({"LIST, site", "LIST, user", "RESOURCES, user"})
  void accounts(String listAnswer, String generation) {
    Customer customer = customer("OBJECT", listAnswer);
    Connected connected = connected(customer, newUser());
    Map<String, Object> known = known(connected);
    bridge.say(
        Map.of("/v3/aggregation/account[s]", Golden.filledIn("/bridge/accounts.json", known)));
    Map<String, Object> arguments =
        generation.equals("site")
            ? Map.of("item_id", connected.itemId(), "site", customer.site())
            : Map.of("item_id", connected.itemId(), "user", connected.user());
    Answer answer = customer.gateway().call("get_bank_accounts", arguments);
    assertGolden("method/get_bank_accounts-" + listAnswer, answer.json(), known);
    assertThat(answer.body())
        .as("numbers as Bridge wrote them")
        .contains("\"balance\":1234.50,", "\"id\":" + known.get("account") + ",");
  }

  @ParameterizedTest
  @CsvSource({
    "LIST, since=2026-01-02 03:04:05.678901&lang=fr&site=, get_bank_transactions-fr",
    "LIST, since=2026-01-02&lang=en&user=, get_bank_transactions-en",
    "LIST, item_id=&lang=fr, get_bank_transactions-item",
    "RESOURCES, user=&lang=fr, get_bank_transactions-RESOURCES",
    "RESOURCES, user=&lang=fr&limit=2, get_bank_transactions-RESOURCES-page",
  })
  void transactions(String listAnswer, String wanted, String golden) {
    Customer customer = customer("OBJECT", listAnswer);
    Connected connected = connected(customer, newUser());
    Map<String, Object> known = new LinkedHashMap<>(known(connected));
    known.put(
        "next",
        "/api/method/bank_api.bridge.get_bank_transactions?user="
            + connected.user()
            + "&lang=fr&limit=2&after=bmV4dA%3D%3D");
    bridge.say(
        Map.of(
            "/v3/aggregation/account[s]",
            Golden.filledIn("/bridge/accounts.json", known),
            "/v3/aggregation/transactions",
            Golden.filledIn(
                wanted.contains("limit")
                    ? "/bridge/transactions-page.json"
                    : "/bridge/transactions.json",
                known)));
    Answer answer =
        customer.gateway().call("get_bank_transactions", arguments(wanted, customer, connected));
    assertGolden("method/" + golden, answer.json(), known);
    assertThat(answer.body())
        .as("numbers as Bridge wrote them")
        .contains("\"amount\":-12.30,", "\"id\":" + HUGE + ",");
  }

  @Test
  void theAddressOfTheNextPageLeadsThroughThemAll() {
    Customer customer = customer("OBJECT", "RESOURCES");
    Connected connected = connected(customer, newUser());
    Map<String, Object> all = Map.of("user", connected.user());
    List<String> rows = ids(customer.gateway().call("get_bank_transactions", all).message());
    int half = rows.size() / 2 + 1;
    Map<String, Object> first = Map.of("user", connected.user(), "limit", half);
    JsonNode page = customer.gateway().call("get_bank_transactions", first).message();
    List<String> paged = new ArrayList<>(ids(page));
    assertThat(paged).hasSize(half);
    String next = page.path("pagination").path("next_uri").asText();
    paged.addAll(ids(customer.gateway().path(next).message()));
    assertThat(paged).hasSizeGreaterThan(2).containsExactlyElementsOf(rows);
  }

  /** In a list there is no room for the address of the next page. */
  @ParameterizedTest
  @CsvSource({"LIST", "RESOURCES"})
  void aHeaderSaysWhereAPageGoesOn(String listAnswer) {
    Customer customer = customer("OBJECT", listAnswer);
    Connected connected = connected(customer, newUser());
    Map<String, Object> all = Map.of("user", connected.user());
    Answer whole = customer.gateway().call("get_bank_transactions", all);
    assertThat(whole.header("X-Next-After")).as("nothing more").isEmpty();
    List<String> rows = whole.message().findValuesAsText("id");
    int half = rows.size() / 2 + 1;
    Answer page =
        customer
            .gateway()
            .call("get_bank_transactions", Map.of("user", connected.user(), "limit", half));
    List<String> paged = new ArrayList<>(page.message().findValuesAsText("id"));
    assertThat(paged).hasSize(half);
    String after = page.header("X-Next-After").orElseThrow();
    Answer rest =
        customer
            .gateway()
            .call(
                "get_bank_transactions",
                Map.of("user", connected.user(), "limit", half, "after", after));
    paged.addAll(rest.message().findValuesAsText("id"));
    assertThat(paged).hasSizeGreaterThan(2).containsExactlyElementsOf(rows);
    assertThat(rest.header("X-Next-After")).as("the last page").isEmpty();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("resources").findValuesAsText("id");
  }

  @ParameterizedTest
  @CsvSource({"LIST", "RESOURCES"})
  void transactionsOfAnAccount(String listAnswer) {
    Customer customer = customer("OBJECT", listAnswer);
    Connected connected = connected(customer, newUser());
    Map<String, Object> known = known(connected);
    bridge.say(
        Map.of(
            "/v3/aggregation/account[s]",
            Golden.filledIn("/bridge/accounts.json", known),
            "/v3/aggregation/accounts/\\d+",
            Golden.filledIn("/bridge/account.json", known),
            "/v3/aggregation/transactions",
            Golden.filledIn("/bridge/transactions.json", known)));
    Map<String, Object> arguments =
        Map.of(
            "account_id",
            known.get("account"),
            "user",
            connected.user(),
            "since",
            "2026-01-02",
            "lang",
            "fr");
    assertGolden(
        "method/get_bank_transactions-" + (listAnswer.equals("LIST") ? "fr" : "RESOURCES"),
        customer.gateway().call("get_bank_transactions_by_account", arguments).json(),
        known);
  }

  @Test
  void listsWithoutRowsAreEmptyAndNeverNull() {
    Customer customer = customer();
    Connected connected = connected(customer, newUser());
    String none = "{\"resources\":[],\"pagination\":{\"next_uri\":null}}";
    bridge.say(Map.of("/v3/aggregation/account[s]", none, "/v3/aggregation/transactions", none));
    Map<String, Object> item = Map.of("item_id", connected.itemId());
    assertThat(customer.gateway().call("get_bank_accounts", item).body())
        .isEqualTo("{\"message\":[]}");
    assertThat(customer.gateway().call("get_bank_transactions", item).body())
        .isEqualTo("{\"message\":[]}");
  }

  @Test
  void banksAndCategories() {
    Customer customer = customer();
    connected(customer, newUser());
    assertGolden(
        "method/get_single_bank",
        customer.gateway().call("get_single_bank", Map.of("bank_id", 574)).json());
    for (String lang : new String[] {"fr", "en"}) {
      assertGolden(
          "method/get_category-tree-" + lang,
          customer.gateway().call("get_category", Map.of("lang", lang)).json());
      assertGolden(
          "method/get_category-" + lang,
          customer.gateway().call("get_category", Map.of("category_id", 230, "lang", lang)).json());
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

  private static Map<String, Object> known(Connected connected) {
    return Map.of(
        "item", connected.itemId(),
        "account", connected.itemId() * 1000 + 1,
        "savings", connected.itemId() * 1000 + 2);
  }

  private static Map<String, Object> named(Map<String, Object> known, String name) {
    Map<String, Object> more = new LinkedHashMap<>(known);
    more.put("name", name);
    return more;
  }

  /** {@code a=1&user=}: what has no value gets the test's own. */
  private static Map<String, Object> arguments(
      String wanted, Customer customer, Connected connected) {
    Map<String, Object> own =
        Map.of("site", customer.site(), "user", connected.user(), "item_id", connected.itemId());
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (String pair : wanted.split("&")) {
      String[] parts = pair.split("=", 2);
      arguments.put(parts[0], parts[1].isEmpty() ? own.get(parts[0]) : parts[1]);
    }
    return arguments;
  }
}

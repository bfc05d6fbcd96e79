package bankapi.acceptance;

import static bankapi.acceptance.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the methods that give bank data answer, whole, in both shapes of lists. */
class DataContractIT extends GatewayIT {

  /** Beyond what a double holds exactly. */
  private static final long HUGE = 9_007_199_254_740_993L;

  @AfterEach
  void recover() {
    bridge.recover();
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

  private static Map<String, Object> known(Connected connected) {
    return Map.of(
        "item", connected.itemId(),
        "account", connected.itemId() * 1000 + 1,
        "savings", connected.itemId() * 1000 + 2);
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

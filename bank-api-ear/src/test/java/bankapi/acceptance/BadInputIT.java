package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller or Bridge sends: a clear error, and nothing changes that should not. */
class BadInputIT extends GatewayIT {
  private static final String PREFIX = "bank_api.bridge.";

  /** All methods with everything they need, by what identifies something. */
  private static final Map<String, List<String>> METHODS =
      Map.ofEntries(
          Map.entry("get_bridge_connect_link", List.of("base_url", "redirect_url")),
          Map.entry("get_bridge_edit_link", List.of("base_url", "redirect_url", "item_id")),
          Map.entry("get_sca_authentication_link", List.of("base_url", "redirect_url", "item_id")),
          Map.entry("get_pro_confirmation_link", List.of("base_url", "redirect_url")),
          Map.entry("get_bridge_item_id", List.of("request")),
          Map.entry("get_bridge_item_details", List.of("item_id")),
          Map.entry("delete_bridge_item_id", List.of("item_id")),
          Map.entry("post_item_refresh", List.of("item_id")),
          Map.entry("get_bank_accounts", List.of("item_id")),
          Map.entry("get_single_bank", List.of("bank_id")),
          Map.entry("get_bank_transactions", List.of()),
          Map.entry("get_bank_transactions_by_account", List.of("account_id")),
          Map.entry("get_category", List.of()));

  private Customer customer;
  private Connected own;

  @BeforeEach
  void aCustomerWithAnItem() {
    customer = customer();
    own = connected(customer, newUser());
  }

  @AfterEach
  void recover() {
    bridge.recover();
  }

  static Stream<Arguments> requiredArguments() {
    return METHODS.entrySet().stream()
        .flatMap(method -> method.getValue().stream().map(a -> Arguments.of(method.getKey(), a)));
  }

  @ParameterizedTest
  @MethodSource("requiredArguments")
  void missingAndEmpty(String method, String argument) {
    Map<String, Object> arguments = complete(method);
    arguments.remove(argument);
    refused(417, "MandatoryError", argument, () -> customer.gateway().call(method, arguments));
    arguments.put(argument, "");
    refused(417, "MandatoryError", argument, () -> customer.gateway().call(method, arguments));
    refused(
        417,
        "MandatoryError",
        argument,
        () -> customer.gateway().json(PREFIX + method, withNull(arguments, argument)));
  }

  @ParameterizedTest
  @MethodSource("requiredArguments")
  void wrongTypes(String method, String argument) {
    for (Object wrong : List.of(List.of(1, 2), Map.of("a", 1), true)) {
      Map<String, Object> arguments = complete(method);
      arguments.put(argument, wrong);
      refused(
          417,
          "ValidationError",
          argument,
          () -> customer.gateway().json(PREFIX + method, arguments));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "item_id, 12x",
    "item_id, -1",
    "item_id, 0",
    "item_id, 1.5",
    "item_id, 99999999999999999999",
    "item_id, 1e400",
    "account_id, ' '",
    "limit, 501",
    "limit, 0",
    "limit, ten",
    "since, yesterday",
    "until, 2024-02-30",
    "site, a\tb",
  })
  void wrongValues(String argument, String value) {
    refused(
        417,
        "ValidationError",
        argument,
        () ->
            customer
                .gateway()
                .call("get_bank_transactions", Map.of("user", own.user(), argument, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "get_bridge_edit_link, item_id",
    "get_sca_authentication_link, item_id",
    "get_pro_confirmation_link, item_id",
    "get_bridge_connect_link, item_id",
    "get_bridge_item_id, request",
    "get_bridge_item_details, item_id",
    "delete_bridge_item_id, item_id",
    "post_item_refresh, item_id",
    "get_bank_accounts, item_id",
    "get_bank_transactions, item_id",
    "get_bank_transactions, user",
    "get_bank_transactions, site",
    "get_bank_transactions_by_account, account_id",
    "get_bank_transactions_by_account, user",
  })
  void whatIsAnothersIsAsIfItDidNotExist(String method, String argument) {
    Customer other = customer();
    Connected theirs = connected(other, newUser());
    long account =
        other
            .gateway()
            .call("get_bank_accounts", Map.of("item_id", theirs.itemId()))
            .message()
            .get(0)
            .path("id")
            .asLong();
    Map<String, Object> stolen =
        Map.of(
            "item_id", theirs.itemId(),
            "request", theirs.request(),
            "account_id", account,
            "user", theirs.user(),
            "site", other.site());
    Map<String, Object> unknown =
        Map.of(
            "item_id", 4_000_000_000_000L,
            "request", "00000000-0000-4000-8000-000000000000",
            "account_id", 4_000_000_000_000_000L,
            "user", "nobody",
            "site", "nowhere");
    Answer one = attempt(method, argument, unknown);
    Answer two = attempt(method, argument, stolen);
    assertThat(two.body().replace(text(stolen, argument), text(unknown, argument)))
        .as("the two cannot be told apart")
        .isEqualTo(one.body());
    assertThat(bridge.has(theirs.itemId())).isTrue();
    assertThat(
            other
                .gateway()
                .call("get_bridge_item_details", Map.of("item_id", theirs.itemId()))
                .status())
        .isEqualTo(200);
  }

  private Answer attempt(String method, String argument, Map<String, Object> values) {
    Map<String, Object> arguments = complete(method);
    arguments.remove("user");
    arguments.remove("site");
    arguments.put(argument, values.get(argument));
    return refused(404, "DoesNotExistError", "", () -> customer.gateway().call(method, arguments));
  }

  @Test
  void anItemOfOnesOwnUnderAnotherUsersName() {
    Connected second = connected(customer, newUser());
    for (String method : List.of("get_bank_accounts", "delete_bridge_item_id")) {
      refused(
          404,
          "DoesNotExistError",
          "",
          () ->
              customer
                  .gateway()
                  .call(method, Map.of("item_id", own.itemId(), "user", second.user())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"item_id\":", "{\"item_id\":1}x", "12", "\"text\"", "{'a':1}", "\u0000"})
  void malformedJson(String body) {
    refused(
        417,
        "ValidationError",
        "",
        () -> customer.gateway().json(PREFIX + "delete_bridge_item_id", body));
  }

  @Test
  void jsonThatIsNestedTooDeep() {
    String deep = "{\"item_id\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    refused(
        417,
        "ValidationError",
        "",
        () -> customer.gateway().json(PREFIX + "delete_bridge_item_id", deep));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
  void aMegabyteOfArguments(String type) {
    String large = "x".repeat(1024 * 1024);
    String body =
        type.contains("json")
            ? "{\"item_id\":%d,\"a\":\"%s\"}".formatted(own.itemId(), large)
            : "item_id=" + own.itemId() + "&a=" + large;
    refused(413, "RequestEntityTooLarge", "", () -> delete(type, body));
  }

  @Test
  void aMegabyteOfArgumentsInTheAddress() {
    List<String> before = state();
    try {
      Answer answer =
          customer
              .gateway()
              .onItsOwnConnection()
              .path(
                  "/api/method/bank_api.bridge.delete_bridge_item_id?item_id="
                      + own.itemId()
                      + "&a="
                      + "x".repeat(1024 * 1024));
      assertThat(answer.status()).as("the server's own refusal").isBetween(400, 499);
      assertThat(answer.body()).doesNotContain("\tat ", "Exception");
    } catch (UncheckedIOException closed) {
      // the server hung up, which is as clear
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void aBodyOf26Megabytes() {
    List<String> before = state();
    String body = "item_id=" + own.itemId() + "&a=" + "x".repeat(26 * 1024 * 1024);
    try {
      assertThat(delete("application/x-www-form-urlencoded", body).status()).isIn(400, 413);
    } catch (UncheckedIOException closed) {
      // the server hung up rather than read it all
    }
    assertThat(state()).isEqualTo(before);
    assertThat(gateway.get("ping", Map.of()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bank_api.bridge.get_everything",
        "bank_api.bridge",
        "frappe.client.get_list",
        "login",
        "bank_api.bridge.delete_bridge_item_id%20",
        "..",
        "%2e%2e%2f"
      })
  void wrongMethodNames(String name) {
    List<String> before = state();
    Answer answer = customer.gateway().get(name, Map.of("item_id", own.itemId()));
    assertThat(answer.status()).as(answer.body()).isIn(400, 404, 417);
    assertThat(answer.body()).doesNotContain("\\tat ", "bankapi.", "jakarta.");
    if (answer.status() == 417) {
      assertFrappe(answer, "ValidationError", "Failed to get method for command ");
    }
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "redirect_url, https://elsewhere.example/back",
    "redirect_url, javascript:alert(1)",
    "redirect_url, //elsewhere.example/",
    "redirect_url, /relative",
    "redirect_url, http://127.0.0.1:1/another-port",
    "redirect_url, 'http://site@elsewhere.example/'",
    "redirect_url, 'http://elsewhere.example\\@127.0.0.1/'",
    "webhook_url, https://elsewhere.example/hook",
    "webhook_url, file:///etc/passwd",
    "base_url, https://elsewhere.example",
    "account_types, some",
    "country_code, fra",
    "user_email, nobody",
    "provider_id, bank",
  })
  void foreignHostsAndOtherWrongArgumentsOfLinks(String argument, String value) {
    Map<String, Object> arguments = site.linkArguments(customer.site(), own.user());
    arguments.put(argument, value);
    refused(
        417,
        "ValidationError",
        argument,
        () -> customer.gateway().call("get_bridge_connect_link", arguments));
  }

  @ParameterizedTest
  @CsvSource({
    "html, 0, 503, BridgeUnavailableError",
    "status, 401, 503, BridgeUnavailableError",
    "html, 404, 503, BridgeUnavailableError",
    "status, 404, 404, DoesNotExistError",
    "status, 409, 417, ValidationError",
    "status, 429, 429, TooManyRequestsError",
    "status, 500, 503, BridgeUnavailableError",
    "empty, 0, 503, BridgeUnavailableError",
    "reset, 0, 503, BridgeUnavailableError",
  })
  void whateverBridgeAnswers(String kind, int answered, int status, String type) {
    Map<String, Object> more = new HashMap<>();
    if (answered > 0) {
      more.put("status", answered);
      more.put("retry_after", 3600);
    }
    List<Supplier<Answer>> calls = new ArrayList<>();
    GatewaySystem caller = customer.gateway();
    Map<String, Object> item = Map.of("item_id", own.itemId());
    calls.add(() -> caller.call("get_bank_accounts", item));
    calls.add(() -> caller.call("get_bank_transactions", item));
    boolean goneThere = status == 404;
    if (!goneThere) {
      calls.add(
          () ->
              caller.call(
                  "get_bridge_connect_link", site.linkArguments(customer.site(), own.user())));
    }
    if (!goneThere && !kind.equals("empty")) { // to a DELETE these two say that it is done
      calls.add(() -> caller.call("delete_bridge_item_id", item));
    }
    if (answered == 401) { // each call asks for new tokens, of which Bridge gives few a minute
      calls.subList(1, calls.size()).clear();
    }
    List<String> before = state();
    // not where items are read: a webhook of this one that is late would find it gone
    Map<String, Object> deletion = BridgeSystem.rule("/v3/aggregation/items/\\d+", kind, more);
    deletion.put("method", "DELETE");
    bridge.fail(
        List.of(
            BridgeSystem.rule(
                "/v3/aggregation/(accounts|transactions|connect-sessions)", kind, more),
            deletion));
    for (Supplier<Answer> call : calls) {
      Answer answer = call.get();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertFrappe(answer, type, "");
      assertThat(answer.header("Retry-After").isPresent()).isEqualTo(status >= 429);
    }
    bridge.recover();
    assertThat(state()).as("no request is left behind, and no item deleted").isEqualTo(before);
    assertThat(caller.call("get_bank_accounts", item).status()).isEqualTo(200);
  }

  private Answer delete(String type, String body) {
    return customer
        .gateway()
        .onItsOwnConnection()
        .send(
            customer
                .gateway()
                .request("/api/method/bank_api.bridge.delete_bridge_item_id")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
  }

  /** The call is refused so, and neither here nor at Bridge is anything changed. */
  private Answer refused(int status, String type, String named, Supplier<Answer> call) {
    List<String> before = state();
    long calls = bridge.changingCalls();
    Answer answer = call.get();
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertFrappe(answer, type, named);
    assertThat(state()).isEqualTo(before);
    assertThat(bridge.changingCalls()).as("nothing was asked of Bridge").isEqualTo(calls);
    return answer;
  }

  private static void assertFrappe(Answer answer, String type, String named) {
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("exception", "exc_type", "exc", "_server_messages");
    assertThat(answer.json().path("exc_type").asText()).isEqualTo(type);
    assertThat(answer.json().path("exception").asText())
        .startsWith("frappe.exceptions." + type + ": ")
        .contains(named);
    assertThat(answer.body()).doesNotContain("\\tat ", "bankapi.", "jakarta.", "java.lang");
  }

  private List<String> state() {
    return database.state(customer.site());
  }

  private Map<String, Object> complete(String method) {
    Map<String, Object> all = new HashMap<>(site.linkArguments(customer.site(), own.user()));
    all.put("item_id", own.itemId());
    all.put("request", own.request());
    all.put("account_id", own.itemId() * 16);
    all.put("bank_id", 574);
    Map<String, Object> needed = new HashMap<>();
    METHODS.get(method).forEach(name -> needed.put(name, all.get(name)));
    needed.put("site", customer.site());
    needed.put("user", own.user());
    return needed;
  }

  private static Map<String, Object> withNull(Map<String, Object> arguments, String name) {
    Map<String, Object> copy = new HashMap<>(arguments);
    copy.put(name, null);
    return copy;
  }

  private static String text(Map<String, Object> values, String name) {
    return String.valueOf(values.get(name));
  }
}

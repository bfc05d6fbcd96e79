package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller names: a clear error, and nothing changes that should not. */
class BadInputIT extends RefusalIT {

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

  private static Map<String, Object> withNull(Map<String, Object> arguments, String name) {
    Map<String, Object> copy = new HashMap<>(arguments);
    copy.put(name, null);
    return copy;
  }

  private static String text(Map<String, Object> values, String name) {
    return String.valueOf(values.get(name));
  }
}

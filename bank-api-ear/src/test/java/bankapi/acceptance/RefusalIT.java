package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/** A customer with an item, and what it means to be refused: nothing changes here or at Bridge. */
abstract class RefusalIT extends GatewayIT {

  static final String PREFIX = "bank_api.bridge.";

  /** All methods with everything they need, by what identifies something. */
  static final Map<String, List<String>> METHODS =
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

  Customer customer;
  Connected own;

  @BeforeEach
  void aCustomerWithAnItem() {
    customer = customer();
    own = connected(customer, newUser());
  }

  /** The call is refused so, and neither here nor at Bridge is anything changed. */
  Answer refused(int status, String type, String named, Supplier<Answer> call) {
    List<String> before = state();
    long calls = bridge.changingCalls();
    Answer answer = call.get();
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertFrappe(answer, type, named);
    assertThat(state()).isEqualTo(before);
    assertThat(bridge.changingCalls()).as("nothing was asked of Bridge").isEqualTo(calls);
    return answer;
  }

  static void assertFrappe(Answer answer, String type, String named) {
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("exception", "exc_type", "exc", "_server_messages");
    assertThat(answer.json().path("exc_type").asText()).isEqualTo(type);
    assertThat(answer.json().path("exception").asText())
        .startsWith("frappe.exceptions." + type + ": ")
        .contains(named);
    assertThat(answer.body()).doesNotContain("\\tat ", "bankapi.", "jakarta.", "java.lang");
  }

  List<String> state() {
    return database.state(customer.site());
  }

  Map<String, Object> complete(String method) {
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
}

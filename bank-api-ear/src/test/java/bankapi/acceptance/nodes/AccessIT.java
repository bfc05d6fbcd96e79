package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator takes away is gone on every node with the next call: no key is cached. */
class AccessIT extends ClusterIT {
  @Test
  void aRevokedKeyIsRefusedOnEveryNode() {
    Customer customer = Customer.create();
    assertOnAllNodes(customer, 200);
    DATABASE.change("update api_user set active = false where api_key = ?", customer.key());
    assertOnAllNodes(customer, 401);
  }

  @Test
  void aRotatedSecretIsRefusedOnEveryNodeAndTheNewOneIsKnown() {
    Customer before = Customer.create();
    assertOnAllNodes(before, 200);
    Customer after = new Customer(before.key(), random("secret"));
    DATABASE.change(
        "update api_user set secret_hash = ? where api_key = ?", hash(after.secret()), after.key());
    assertOnAllNodes(after, 200);
    assertOnAllNodes(before, 401);
  }

  @Test
  void aWebhookSecretRotatedOnOneNodeSignsOnAll() {
    nodes()
        .forEach(
            node -> {
              Customer customer = Customer.create();
              Link opened = link(customer.at(node), customer);
              String before = secret(customer, node, "get_secret");
              String after = secret(customer, node, "rotate_secret");
              assertThat(after).isNotEqualTo(before);
              comeBack(node, bridge.connect(opened.url()));
              awaitDelivered(customer, List.of(opened), PATIENCE);
              assertThat(heard(opened))
                  .isNotEmpty()
                  .allMatch(webhook -> webhook.isSignedBy(after))
                  .allMatch(webhook -> webhook.isSignedBy(before), "while both count");
            });
  }

  private static String secret(Customer customer, Node node, String method) {
    return customer
        .at(node)
        .form("bank_api.webhooks." + method, Map.of("site", customer.site()))
        .message()
        .path("secret")
        .asText();
  }

  private static void assertOnAllNodes(Customer customer, int status) {
    assertThat(nodes())
        .allSatisfy(
            node ->
                assertThat(customer.at(node).get("frappe.auth.get_logged_user", Map.of()).status())
                    .as(node.name())
                    .isEqualTo(status));
  }
}

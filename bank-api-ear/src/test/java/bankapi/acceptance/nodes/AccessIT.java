package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.GatewaySystem;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an operator takes away is gone on every node, at once: nothing about keys is cached. */
class AccessIT extends ClusterIT {
  private static final Duration SECONDS = Duration.ofSeconds(5);

  @Test
  void aRevokedKeyIsRefusedOnEveryNode() {
    Customer customer = Customer.create();
    awaitOnAllNodes(customer, 200);
    DATABASE.change("update api_user set active = false where api_key = ?", customer.key());
    awaitOnAllNodes(customer, 401);
  }

  @Test
  void aRotatedSecretIsRefusedOnEveryNodeAndTheNewOneIsKnown() {
    Customer before = Customer.create();
    awaitOnAllNodes(before, 200);
    Customer after = new Customer(before.key(), random("secret"));
    DATABASE.change(
        "update api_user set secret_hash = ? where api_key = ?", hash(after.secret()), after.key());
    awaitOnAllNodes(after, 200);
    awaitOnAllNodes(before, 401);
  }

  @Test
  void aWebhookSecretRotatedOnOneNodeSignsOnAll() {
    nodes()
        .forEach(
            node -> {
              Customer customer = Customer.create();
              Link opened = link(customer.at(node), customer);
              String secret =
                  customer
                      .at(node)
                      .form("bank_api.webhooks.rotate_secret", Map.of("site", customer.site()))
                      .message()
                      .path("secret")
                      .asText();
              comeBack(node, bridge.connect(opened.url()));
              awaitDelivered(customer, java.util.List.of(opened), PATIENCE);
              assertThat(heard(opened)).allMatch(webhook -> webhook.isSignedBy(secret));
            });
  }

  private static void awaitOnAllNodes(Customer customer, int status) {
    Awaitility.await()
        .atMost(SECONDS)
        .untilAsserted(
            () ->
                assertThat(nodes())
                    .allSatisfy(
                        node -> {
                          GatewaySystem gateway = customer.at(node);
                          assertThat(gateway.get("frappe.auth.get_logged_user", Map.of()).status())
                              .as(node.name())
                              .isEqualTo(status);
                        }));
  }
}

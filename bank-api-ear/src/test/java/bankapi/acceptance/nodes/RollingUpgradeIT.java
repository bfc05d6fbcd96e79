package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Cluster;
import bankapi.acceptance.server.NextVersion;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The next version, which brings a migration, comes to one node after the other while people and
 * sites go on. Each node is taken out of service first, as docs/administration.md says.
 */
class RollingUpgradeIT extends ClusterIT {

  @Test
  void theNextVersionComesWithoutALostRequestOrDelivery() throws InterruptedException {
    Customer customer = Customer.create();
    List<Node> nodes = CLUSTER.nodes();
    Node first = nodes.get(nodes.size() - 1);
    Node old = nodes.get(0);
    List<Link> links;
    try (Traffic traffic = new Traffic(this, customer)) {
      upgrade(first);
      assertThat(DATABASE.number("select count(*) from next_version")).isZero();
      assertThat(version(old)).isNotEqualTo(NextVersion.NAME);
      bothServe(old, first);
      bothServe(first, old);
      // the old version may even start again on the new schema
      CLUSTER.takeOut(old);
      old.stop();
      old.start();
      CLUSTER.putBack(old);
      assertThat(version(old)).isNotEqualTo(NextVersion.NAME);
      bothServe(old, first);
      nodes.stream().filter(node -> node != first).forEach(this::upgrade);
      links = traffic.links();
    }
    awaitDelivered(customer, links, Cluster.LEASE.plus(PATIENCE));
    assertThat(links)
        .allSatisfy(
            link -> {
              assertThat(status(customer.anywhere(), link)).isEqualTo("succeeded");
              assertThat(heard(link))
                  .extracting(Webhook::event)
                  .containsOnly("connection.succeeded");
              assertThat(heard(link))
                  .extracting(webhook -> webhook.headers().get("webhook-id"))
                  .as("one delivery, however often it was tried")
                  .containsOnly(heard(link).get(0).headers().get("webhook-id"));
            });
  }

  private void upgrade(Node node) {
    CLUSTER.takeOut(node);
    node.deploy(NextVersion.of(node.archive()));
    CLUSTER.putBack(node);
    assertThat(version(node)).isEqualTo(NextVersion.NAME);
  }

  private void bothServe(Node opens, Node takesBack) {
    Customer customer = Customer.create();
    Link link = link(customer.at(opens), customer);
    comeBack(takesBack, bridge.connect(link.url()));
    awaitDelivered(customer, List.of(link), PATIENCE);
    assertThat(heard(link))
        .singleElement()
        .extracting(Webhook::event)
        .isEqualTo("connection.succeeded");
    assertThat(status(customer.at(opens), link)).isEqualTo("succeeded");
  }

  private static String version(Node node) {
    return CLUSTER.gateway(node).get("version", Map.of()).message().asText();
  }
}

package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Cluster;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.SiteSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server takes its application down and loads it again in the middle of deliveries. */
class RedeployIT extends ClusterIT {

  static Stream<Node> ears() {
    return nodes().filter(node -> node.archive().toString().endsWith(".ear"));
  }

  @ParameterizedTest
  @MethodSource("ears")
  void aRedeployLosesNoDelivery(Node node) {
    Customer customer = Customer.create();
    Link before = link(customer.at(node), customer);
    List<Link> underWay =
        IntStream.range(0, 4).mapToObj(i -> link(customer.at(node), customer)).toList();
    try (SiteSystem.Silence silence = receiver.silent(customer.site())) {
      underWay.forEach(link -> comeBack(node, bridge.connect(link.url())));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> underWay.stream().anyMatch(link -> !heard(link).isEmpty()));
      node.deploy(node.archive());
    }
    CLUSTER.awaitReady(node);
    comeBack(node, bridge.connect(before.url()));
    List<Link> all = new ArrayList<>(underWay);
    all.add(before);
    awaitDelivered(customer, all, Cluster.LEASE.plus(PATIENCE));
    assertThat(all)
        .allSatisfy(
            link -> {
              assertThat(status(customer.at(node), link)).isEqualTo("succeeded");
              assertThat(heard(link))
                  .extracting(webhook -> webhook.headers().get("webhook-id"))
                  .as("one delivery, however often it was tried")
                  .containsOnly(heard(link).get(0).headers().get("webhook-id"));
            });
  }
}

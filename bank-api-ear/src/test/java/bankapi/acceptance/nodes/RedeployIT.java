package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Cluster;
import bankapi.acceptance.server.NextVersion;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.SiteSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The next version comes while the gateway runs, on one node after the other. */
class RedeployIT extends ClusterIT {

  static Stream<Node> ears() {
    return nodes().filter(node -> node.archive().toString().endsWith(".ear"));
  }

  @ParameterizedTest
  @MethodSource("ears")
  void aRedeployLosesNoRequestAndNoDelivery(Node node) {
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

  @ParameterizedTest
  @MethodSource("ears")
  void theNextVersionMigratesWhileTheOldOneServesAndTheOldOneMayRestart(Node upgraded) {
    Node old = nodes().filter(node -> node != upgraded).findFirst().orElseThrow();
    Path next = NextVersion.of(upgraded.archive());
    try {
      upgraded.deploy(next);
      CLUSTER.awaitReady(upgraded);
      assertThat(DATABASE.number("select count(*) from next_version")).isZero();
      assertThat(version(upgraded)).isEqualTo(NextVersion.NAME);
      assertThat(version(old)).isNotEqualTo(NextVersion.NAME);
      bothServe(old, upgraded);
      old.stop();
      old.start();
      CLUSTER.awaitReady(old);
      bothServe(upgraded, old);
    } finally {
      upgraded.deploy(upgraded.archive());
      CLUSTER.awaitReady(upgraded);
    }
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

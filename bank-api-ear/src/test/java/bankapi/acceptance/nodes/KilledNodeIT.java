package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Cluster;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.SiteSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node dies in the middle of its deliveries: the others take them over when its lease ends. */
class KilledNodeIT extends ClusterIT {
  /** Attempts of one site at once on one node: the default of concurrency-per-target. */
  private static final int PER_NODE = 2;

  @ParameterizedTest
  @MethodSource("nodes")
  void theDeliveriesOfAKilledNodeArriveWithinALease(Node victim) {
    Customer customer = Customer.create();
    int underWay = PER_NODE * CLUSTER.nodes().size();
    List<Link> links;
    long killed;
    try (SiteSystem.Silence silence = receiver.silent(customer.site())) {
      links =
          IntStream.range(0, underWay + 2)
              .mapToObj(i -> link(customer.anywhere(), customer))
              .toList();
      links.forEach(link -> comeBack(other(victim), bridge.connect(link.url())));
      // every node waits for answers to as many as it may send to one site
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> receiver.received(w -> isOf(links, w)).size(), now -> now >= underWay);
      victim.kill();
      killed = System.nanoTime();
    }
    awaitDelivered(customer, links, Cluster.LEASE.plus(PATIENCE));
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    System.out.println(victim + " killed: all delivered after " + took);
    Map<String, Long> arrivals =
        receiver.received(w -> isOf(links, w)).stream()
            .collect(
                Collectors.groupingBy(w -> w.headers().get("webhook-id"), Collectors.counting()));
    assertThat(arrivals).as("one id per outcome").hasSize(links.size());
    assertThat(arrivals.values())
        .as("only what the killed node was sending arrives again")
        .containsOnly(1L, 2L)
        .filteredOn(times -> times == 2)
        .hasSize(PER_NODE);
    victim.start();
    CLUSTER.awaitReady(victim);
  }

  private static Node other(Node victim) {
    return nodes().filter(node -> node != victim).findFirst().orElseThrow();
  }

  private static boolean isOf(List<Link> links, Webhook webhook) {
    String request = webhook.json().path("request").asText();
    return links.stream().anyMatch(link -> link.request().equals(request));
  }
}

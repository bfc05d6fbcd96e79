package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Cluster;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.SiteSystem;
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
    List<Link> links =
        IntStream.range(0, underWay - 2)
            .mapToObj(i -> link(customer.anywhere(), customer))
            .toList();
    long killed;
    try (SiteSystem.Silence silence = receiver.silent(customer.site())) {
      links.forEach(link -> comeBack(other(victim), bridge.connect(link.url())));
      // every node waits for answers to as many as it may send to one site
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> arrivals(customer).size(), now -> now >= underWay);
      victim.kill();
      killed = System.nanoTime();
    }
    awaitDelivered(customer, links, Cluster.LEASE.plus(PATIENCE));
    Duration took = Duration.ofNanos(System.nanoTime() - killed);
    System.out.println(victim + " killed: all delivered after " + took);
    assertThat(links)
        .allSatisfy(
            link ->
                assertThat(heard(link))
                    .filteredOn(webhook -> webhook.event().equals("connection.succeeded"))
                    .extracting(webhook -> webhook.headers().get("webhook-id"))
                    .as("one id per outcome")
                    .isNotEmpty()
                    .containsOnly(heard(link).get(0).headers().get("webhook-id")));
    assertThat(arrivals(customer).values())
        .as("only what the killed node was sending arrives again")
        .containsOnly(1L, 2L)
        .filteredOn(times -> times == 2)
        .hasSize(PER_NODE);
    victim.start();
    CLUSTER.awaitReady(victim);
  }

  /** How often each webhook came to the customer's site, by its id. */
  private Map<String, Long> arrivals(Customer customer) {
    return receiver
        .received(webhook -> webhook.json().path("site").asText().equals(customer.site()))
        .stream()
        .collect(
            Collectors.groupingBy(
                webhook -> webhook.headers().get("webhook-id"), Collectors.counting()));
  }

  private static Node other(Node victim) {
    return nodes().filter(node -> node != victim).findFirst().orElseThrow();
  }
}

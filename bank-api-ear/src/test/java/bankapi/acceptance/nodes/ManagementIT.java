package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.BridgeSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a JMX tool sees of the gateway on each server. */
class ManagementIT extends ClusterIT {
  private static final Duration COUNTED = Duration.ofSeconds(90);

  @ParameterizedTest
  @MethodSource("nodes")
  void aToolReadsTheNumbers(Node node) throws Exception {
    somethingWaitsAndSomethingFailed(node);
    try (JMXConnector tool = node.management()) {
      MBeanServerConnection beans = tool.getMBeanServerConnection();
      assertThat(
              beans.queryNames(new ObjectName("bankapi:*"), null).stream()
                  .map(name -> name.getKeyProperty("type"))
                  .collect(Collectors.toSet()))
          .containsExactlyInAnyOrder("WebhookQueue", "Events", "Sites", "Bridge");
      counts(beans, "Sites", "ApiUsers", "api_user where active");
      counts(beans, "WebhookQueue", "Pending", "delivery where state = 'PENDING'");
      counts(beans, "Events", "Failed", "received_event where state = 'FAILED'");
    }
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void aToolClosesTheBreaker(Node node) throws Exception {
    Customer customer = Customer.create();
    link(customer.at(node), customer);
    ObjectName breaker = new ObjectName("bankapi:type=Bridge");
    try (JMXConnector tool = node.management()) {
      MBeanServerConnection beans = tool.getMBeanServerConnection();
      assertThat(beans.getAttribute(breaker, "Breaker")).isEqualTo("CLOSED");
      bridge.fail("/v3/providers/", "status", Map.of("status", 503));
      try {
        Awaitility.await("calls are spared")
            .atMost(PATIENCE)
            .until(
                () -> {
                  assertThat(customer.at(node).call("get_single_bank", aBank()).status())
                      .isEqualTo(503);
                  return beans.getAttribute(breaker, "Breaker").equals("OPEN");
                });
      } finally {
        bridge.recover();
      }
      assertThat(customer.at(node).call("get_single_bank", aBank()).status()).isEqualTo(503);
      beans.invoke(breaker, "resetBreaker", null, null);
      assertThat(beans.getAttribute(breaker, "Breaker")).isEqualTo("CLOSED");
      assertThat(customer.at(node).call("get_single_bank", aBank()).status())
          .as("Bridge has no such bank")
          .isEqualTo(404);
    }
  }

  /** Another one each time: that Bridge has failed for one is remembered for a while. */
  private static Map<String, Long> aBank() {
    return Map.of("bank_id", ThreadLocalRandom.current().nextLong(900_000_000, 1_000_000_000));
  }

  /** For a day: nobody works at them meanwhile. */
  private void somethingWaitsAndSomethingFailed(Node node) {
    Customer customer = Customer.create();
    Link link = link(customer.at(node), customer);
    BridgeSystem.Visit visit = bridge.connect(link.url());
    comeBack(node, visit);
    awaitDelivered(customer, List.of(link), PATIENCE);
    assertThat(
            DATABASE.change(
                "update delivery set state = 'PENDING', settled_at = null,"
                    + " next_attempt_at = now() + interval '1 day'"
                    + " where site_id = (select id from site where site_key = ?)",
                customer.site()))
        .isPositive();
    assertThat(
            DATABASE.change(
                "update received_event set state = 'FAILED', processed_at = now()"
                    + " where bridge_item_id = ?",
                visit.itemId()))
        .isPositive();
  }

  private static void counts(
      MBeanServerConnection beans, String type, String attribute, String rows) {
    Awaitility.await(type + " " + attribute)
        .atMost(COUNTED)
        .untilAsserted(
            () ->
                assertThat(number(beans, type, attribute))
                    .isPositive()
                    .isEqualTo(DATABASE.number("select count(*) from " + rows)));
  }

  private static long number(MBeanServerConnection beans, String type, String attribute)
      throws Exception {
    return ((Number) beans.getAttribute(new ObjectName("bankapi:type=" + type), attribute))
        .longValue();
  }
}

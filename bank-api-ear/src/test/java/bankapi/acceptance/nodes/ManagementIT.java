package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Node;
import java.time.Duration;
import java.util.Map;
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
  void aToolReadsTheNumbersAndClosesTheBreaker(Node node) throws Exception {
    Customer customer = Customer.create();
    assertThat(customer.at(node).get("frappe.auth.get_logged_user", Map.of()).status())
        .isEqualTo(200);
    try (JMXConnector tool = node.management()) {
      MBeanServerConnection beans = tool.getMBeanServerConnection();
      assertThat(
              beans.queryNames(new ObjectName("bankapi:*"), null).stream()
                  .map(name -> name.getKeyProperty("type"))
                  .collect(Collectors.toSet()))
          .containsExactlyInAnyOrder("WebhookQueue", "Events", "Sites", "Bridge");
      Awaitility.await("all API users are counted")
          .atMost(COUNTED)
          .until(
              () ->
                  number(beans, "Sites", "ApiUsers")
                      == DATABASE.number("select count(*) from api_user where active"));
      assertThat(number(beans, "WebhookQueue", "Pending")).isNotNegative();
      assertThat(number(beans, "Events", "Failed")).isNotNegative();
      ObjectName bridge = new ObjectName("bankapi:type=Bridge");
      beans.invoke(bridge, "resetBreaker", null, null);
      assertThat(beans.getAttribute(bridge, "Breaker")).isEqualTo("CLOSED");
    }
  }

  private static long number(MBeanServerConnection beans, String type, String attribute)
      throws Exception {
    return ((Number) beans.getAttribute(new ObjectName("bankapi:type=" + type), attribute))
        .longValue();
  }
}

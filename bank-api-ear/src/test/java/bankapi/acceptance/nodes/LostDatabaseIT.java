package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Node;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back: said clearly meanwhile, over without a restart. */
class LostDatabaseIT extends ClusterIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration HANGING = Duration.ofSeconds(80);
  private static final Duration START = Duration.ofMinutes(5);

  @AfterEach
  void whole() {
    CLUSTER.nodes().forEach(CLUSTER::awaitReady);
  }

  @Test
  void stopped() {
    lost(database -> database.stop());
  }

  @Test
  void killed() {
    lost(database -> database.kill());
  }

  /** For longer than a node's timers may stand still: a restart would mend nothing. */
  @Test
  void hanging() {
    Customer customer = Customer.create();
    DATABASE.hang();
    try {
      for (Node node : CLUSTER.nodes()) {
        Awaitility.await(node.name())
            .atMost(HANGING)
            .ignoreExceptions()
            .until(() -> health(node, "ready").status() == 503);
      }
      Awaitility.await()
          .during(HANGING)
          .atMost(HANGING.plus(SOON))
          .untilAsserted(
              () ->
                  assertThat(CLUSTER.nodes())
                      .allSatisfy(
                          node -> assertThat(health(node, "live").status()).isEqualTo(200)));
    } finally {
      DATABASE.goOn();
    }
    for (Node node : CLUSTER.nodes()) {
      Awaitility.await(node.name())
          .atMost(HANGING)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(logIn(customer.at(node)).status()).isEqualTo(200));
    }
  }

  /** As after a power cut, when the database's machine comes up last. */
  @Test
  void whoStartsBeforeItWaitsForIt() {
    List<Node> nodes = CLUSTER.nodes();
    nodes.forEach(Node::stop);
    DATABASE.stop();
    List<CompletableFuture<Void>> starts =
        nodes.stream().map(node -> CompletableFuture.runAsync(node::start)).toList();
    nodes.forEach(node -> Awaitility.await(node.name()).atMost(START).until(() -> asks(node)));
    DATABASE.start();
    starts.forEach(CompletableFuture::join);
    nodes.forEach(CLUSTER::awaitReady);
  }

  private static boolean asks(Node node) throws IOException {
    return Files.readString(node.log()).contains("it is asked again");
  }

  private void lost(Consumer<bankapi.acceptance.server.Postgres> loss) {
    Customer customer = Customer.create();
    Link before = link(customer.anywhere(), customer);
    Link interrupted = link(customer.anywhere(), customer);
    BridgeSystem.Visit visit;
    loss.accept(DATABASE);
    try {
      CLUSTER.nodes().forEach(node -> saysSo(node, customer));
      // Bridge's webhooks of this are refused now and repeated by Bridge
      visit = bridge.connect(interrupted.url());
      assertThat(comeBack(CLUSTER.nodes().get(0), visit).status()).isEqualTo(503);
    } finally {
      DATABASE.start();
    }
    long back = System.nanoTime();
    for (Node node : CLUSTER.nodes()) {
      Awaitility.await(node.name())
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(logIn(customer.at(node)).status()).isEqualTo(200);
                assertThat(health(node, "ready").status()).isEqualTo(200);
              });
      System.out.println(
          node + " answers " + Duration.ofNanos(System.nanoTime() - back) + " after the database");
    }
    comeBack(CLUSTER.nodes().get(0), visit);
    comeBack(CLUSTER.nodes().get(1), bridge.connect(before.url()));
    awaitDelivered(customer, List.of(before, interrupted), PATIENCE);
    assertThat(List.of(before, interrupted))
        .allSatisfy(
            link -> {
              assertThat(heard(link)).hasSize(1);
              assertThat(status(customer.anywhere(), link)).isEqualTo("succeeded");
            });
  }

  private void saysSo(Node node, Customer customer) {
    Awaitility.await(node.name())
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertUnavailable(node, logIn(customer.at(node)));
              assertUnavailable(
                  node,
                  customer
                      .at(node)
                      .call("get_bridge_item_id", Map.of("request", UUID.randomUUID())));
              assertUnavailable(node, logIn(new Customer("unknown", "guess").at(node)));
            });
    String event =
        "{\"content\":{\"item_id\":7,\"user_uuid\":\"%s\"},\"timestamp\":1,\"type\":\"item.refreshed\"}"
            .formatted(UUID.randomUUID());
    Answer refused = CLUSTER.gateway(node).asGuest().bridgeWebhook(event, bridge.signature(event));
    assertThat(refused.status()).as(node.name()).isEqualTo(503);
    assertThat(health(node, "live").status()).as(node.name()).isEqualTo(200);
    // what was known is believed for ten seconds while it is asked for
    Awaitility.await(node.name())
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Answer ready = health(node, "ready");
              assertThat(ready.status()).isEqualTo(503);
              assertThat(ready.json().path("checks"))
                  .filteredOn(check -> check.path("name").asText().equals("database"))
                  .singleElement()
                  .extracting(check -> check.path("status").asText())
                  .isEqualTo("DOWN");
            });
  }

  private static void assertUnavailable(Node node, Answer answer) {
    assertThat(answer.status()).as(node + ": " + answer.body()).isEqualTo(503);
    assertThat(answer.header("Retry-After").orElse("")).as(node.name()).matches("[1-9][0-9]*");
    JsonNode json = answer.json();
    assertThat(json.path("exc_type").asText()).isEqualTo("ServiceUnavailableError");
    assertThat(json.has("exc") && json.has("exception") && json.has("_server_messages"))
        .as(answer.body())
        .isTrue();
  }

  private static Answer logIn(GatewaySystem gateway) {
    return gateway.get("frappe.auth.get_logged_user", Map.of());
  }

  private static Answer health(Node node, String what) {
    return CLUSTER.gateway(node).asGuest().path("/api/health/" + what);
  }
}

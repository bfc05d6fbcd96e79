package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes on different servers are one gateway: whoever is asked, and nothing happens twice. */
class SeveralNodesIT extends ClusterIT {

  @Test
  void nodesThatStartAtOnceOnAnEmptyDatabaseMakeTheFirstApiUserOnce() {
    assertThat(
            DATABASE.number("select count(*) from audit_entry where action = 'api-user.bootstrap'"))
        .isEqualTo(1);
    assertThat(nodes())
        .allSatisfy(
            node ->
                assertThat(
                        CLUSTER
                            .gateway(node)
                            .get("frappe.auth.get_logged_user", java.util.Map.of())
                            .status())
                    .as(node.name())
                    .isEqualTo(200));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRequestOpenedOnOneNodeReturnsThroughAnother(Pair pair) {
    Customer customer = Customer.create();
    Link link = link(customer.at(pair.first()), customer);
    Answer home = comeBack(pair.second(), bridge.connect(link.url()));
    assertThat(home.header("Location").orElse(""))
        .contains("request=" + link.request(), "success=true");
    assertThat(status(customer.at(pair.first()), link)).isEqualTo("succeeded");
    awaitDelivered(customer, List.of(link), PATIENCE);
    assertThat(heard(link))
        .singleElement()
        .extracting(Webhook::event)
        .isEqualTo("connection.succeeded");
  }

  @Test
  void whatAllNodesHearAndDoAtOnceHappensOnce() {
    Customer customer = Customer.create();
    List<Link> links =
        IntStream.range(0, 9).mapToObj(i -> link(customer.anywhere(), customer)).toList();
    bridge.webhooks("{\"duplicate\":true}");
    try {
      atOnce(
          links.stream()
              .<Runnable>map(
                  link ->
                      () -> {
                        BridgeSystem.Visit visit = bridge.connect(link.url());
                        atOnce(nodes().<Runnable>map(node -> () -> comeBack(node, visit)).toList());
                      })
              .toList());
      awaitDelivered(customer, links, PATIENCE);
    } finally {
      bridge.webhooks("{\"duplicate\":false}");
    }
    assertHeardOnlyOnce(links, "connection.succeeded");
    assertThat(
            DATABASE.number(
                "select count(*) from audit_entry where action = 'site.register' and subject = ?",
                "site " + customer.site()))
        .isEqualTo(1);
  }

  /** Also after the nodes' timers have looked at everything again. */
  private void assertHeardOnlyOnce(List<Link> links, String event) {
    Awaitility.await()
        .during(Duration.ofSeconds(7))
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(links)
                    .allSatisfy(
                        link ->
                            assertThat(heard(link))
                                .singleElement()
                                .extracting(Webhook::event)
                                .isEqualTo(event)));
  }

  @Test
  void aRequestThatNobodyFinishesIsGivenUpOnce() {
    Customer customer = Customer.create();
    List<Link> links =
        IntStream.range(0, 12).mapToObj(i -> link(customer.anywhere(), customer)).toList();
    links.forEach(
        link ->
            DATABASE.change(
                "update connection_request set expires_at = now() - interval '1 hour' where id = ?",
                UUID.fromString(link.request())));
    awaitDelivered(customer, links, PATIENCE);
    assertHeardOnlyOnce(links, "connection.expired");
  }

  @Test
  void theSameWebhookOfBridgeAtOnceOnAllNodesIsStoredOnce() {
    String body =
        "{\"content\":{\"item_id\":7,\"user_uuid\":\"%s\"},\"timestamp\":1,\"type\":\"item.refreshed\"}"
            .formatted(UUID.randomUUID());
    List<Answer> answers = new ArrayList<>();
    atOnce(
        nodes()
            .flatMap(
                node ->
                    IntStream.range(0, 4)
                        .<Runnable>mapToObj(
                            i ->
                                () -> {
                                  Answer answer =
                                      CLUSTER
                                          .gateway(node)
                                          .asGuest()
                                          .bridgeWebhook(body, bridge.signature(body));
                                  synchronized (answers) {
                                    answers.add(answer);
                                  }
                                }))
            .toList());
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(
            DATABASE.number("select count(*) from received_event where body_hash = ?", hash(body)))
        .isEqualTo(1);
  }

  private static void atOnce(List<Runnable> tasks) {
    CompletableFuture.allOf(
            tasks.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture[]::new))
        .join();
  }
}

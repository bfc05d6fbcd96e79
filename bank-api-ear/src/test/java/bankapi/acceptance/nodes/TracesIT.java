package bankapi.acceptance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.server.TracedNode;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import bankapi.acceptance.system.TraceSystem;
import bankapi.acceptance.system.TraceSystem.Span;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Traces as docs/operations.md switches them on: what an operator joins, and nobody's data. */
class TracesIT {
  private static final String METHOD = "/api/method/bank_api.bridge.";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String PERSON = "alex%40customer.example";

  private final SiteSystem site = new SiteSystem();
  private final String request = UUID.randomUUID().toString();
  private final String trace = request.replace("-", "");

  @Test
  void aCallIsOneTraceDownToBridgeAndNamesNobody() {
    try (TraceSystem collector = new TraceSystem()) {
      String secret;
      String bridge;
      try (TracedNode node = new TracedNode("jar", collector)) {
        secret = connect(node);
        bridge = node.bridge().base().toString();
        assertThat(
                post(
                        node.gateway(),
                        "get_bank_transactions?since=2026-01-01&site=none-of-mine&user=" + PERSON)
                    .status())
            .isEqualTo(404);
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() -> assertThat(statuses(collector)).contains("200", "302", "404"));
      }
      Span call = call(collector);
      assertThat(call.attributes())
          .containsEntry("http.method", "POST")
          .containsEntry("http.status_code", "200")
          .containsEntry("bankapi.request_id", request);
      assertThat(call.attributes().get("http.route")).contains("get_bridge_connect_link");
      assertThat(collector.spans())
          .filteredOn(span -> span.parent().equals(call.id()))
          .isNotEmpty()
          .allSatisfy(
              span -> {
                assertThat(span.trace()).isEqualTo(trace);
                assertThat(span.attributes()).containsEntry("bankapi.request_id", request);
                assertThat(span.attributes().get("http.url")).startsWith(bridge);
              });
      assertThat(collector.spans())
          .allSatisfy(
              span ->
                  assertThat(span.toString())
                      .doesNotContain("?", "customer.example", "none-of-mine", secret)
                      .doesNotContain(Bench.API_KEY, Bench.API_SECRET, "Bearer"));
    }
  }

  /** It has no telemetry, and does not fail over the settings. */
  @Test
  void wildflyAsItComesSendsNone() {
    try (TraceSystem collector = new TraceSystem()) {
      try (TracedNode node = new TracedNode("wildfly", collector)) {
        connect(node);
      }
      assertThat(collector.spans()).isEmpty();
    }
  }

  /**
   * The person connects a bank.
   *
   * @return the secret with which the browser came back
   */
  private String connect(TracedNode node) {
    Map<String, ?> arguments = site.linkArguments("traced", "alex@customer.example");
    Answer link =
        post(node.gateway(), "get_bridge_connect_link?" + GatewaySystem.encoded(arguments));
    assertThat(link.status()).as(link.body()).isEqualTo(200);
    URI callback =
        node.bridge().connect(URI.create(link.message().path("redirect_url").asText())).callback();
    assertThat(node.gateway().browse(callback).status()).isEqualTo(302);
    return callback.getQuery().replaceAll(".*context=([^&]*).*", "$1");
  }

  /** As Frappe's own client calls: the arguments in the address. */
  private Answer post(GatewaySystem gateway, String method) {
    return gateway.send(
        gateway
            .request(METHOD + method)
            .header("X-Request-Id", request)
            .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
            .POST(BodyPublishers.noBody()));
  }

  private static List<String> statuses(TraceSystem collector) {
    return collector.spans().stream()
        .map(span -> span.attributes().get("http.status_code"))
        .toList();
  }

  private static Span call(TraceSystem collector) {
    return collector.spans().stream()
        .filter(span -> span.parent().equals(CALLER))
        .filter(span -> "200".equals(span.attributes().get("http.status_code")))
        .findFirst()
        .orElseThrow();
  }
}

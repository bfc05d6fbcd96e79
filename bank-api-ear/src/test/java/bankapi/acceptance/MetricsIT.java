package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.system.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MetricsIT extends GatewayIT {

  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (bankapi_\\S+) ");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(bankapi_[a-z_]+)` \\|");

  private Answer scrape(String accept) {
    return gateway.send(
        gateway
            .authorizedBy("Bearer " + Bench.METRICS_TOKEN)
            .request("/api/metrics")
            .setHeader("Accept", accept)
            .GET());
  }

  @Test
  void whatIsDocumentedIsWhatIsThere() throws IOException {
    Connected connected = connected();
    gateway.call("get_bank_accounts", Map.of("item_id", connected.itemId()));
    Set<String> documented = new TreeSet<>();
    Matcher rows =
        ROW.matcher(
            Files.readString(Path.of(System.getProperty("bankapi.test.docs"), "metrics.md")));
    while (rows.find()) {
      documented.add(rows.group(1));
    }
    Awaitility.await()
        .untilAsserted(
            () -> {
              Set<String> there =
                  FAMILY
                      .matcher(scrape("*/*").body())
                      .results()
                      .map(found -> found.group(1).replaceAll("_max$", ""))
                      .collect(Collectors.toCollection(TreeSet::new));
              assertThat(there).isEqualTo(documented).isNotEmpty();
            });
    String metrics = scrape("*/*").body();
    assertThat(metrics)
        .contains("jvm_memory_used_bytes", "jvm_gc_", "jvm_threads_live_threads")
        .containsPattern("bankapi_database_up(\\{[^}]*})? 1.0")
        .containsPattern(
            "bankapi_site_calls_seconds_count\\{method=\"bank_api.bridge.get_bridge_connect_link\",status=\"200\"}")
        .containsPattern("bankapi_delivery_attempts_seconds_count\\{outcome=\"delivered\"}")
        .doesNotContain(
            SITE, connected.user(), connected.request(), String.valueOf(connected.itemId()));
  }

  @Test
  void unknownMethodsShareOneName() {
    gateway.call("get_" + newUser(), Map.of());
    assertThat(scrape("*/*").body())
        .contains("method=\"unknown\",status=\"417\"")
        .doesNotContain("get_user");
  }

  /** JAX-RS does not look at them when it finds the method. */
  @Test
  void matrixParametersMakeNoNames() {
    String stranger = newUser();
    Answer ping = gateway.asGuest().path("/api/method/ping;a=" + stranger);
    assertThat(ping.json().path("message").asText()).as(ping.body()).isEqualTo("pong");
    gateway.asGuest().path("/api/method/p;a=" + stranger);
    assertThat(scrape("*/*").body())
        .contains("method=\"ping\",status=\"200\"")
        .doesNotContain(";a=", stranger);
  }

  @Test
  void nobodyReadsThemWithoutTheToken() {
    assertThat(gateway.asGuest().path("/api/metrics").status()).isEqualTo(403);
    assertThat(gateway.path("/api/metrics").status()).isEqualTo(403);
    assertThat(gateway.authorizedBy("Bearer x").path("/api/metrics").status()).isEqualTo(403);
    assertThat(gateway.authorizedBy("Bearer ").path("/api/metrics").status()).isEqualTo(403);
  }

  @Test
  void speaksOpenMetricsToThoseWhoAsk() {
    Answer plain = scrape("text/plain");
    assertThat(plain.header("Content-Type").orElseThrow())
        .startsWith("text/plain")
        .contains("version=0.0.4");
    Answer open =
        scrape("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
    assertThat(open.header("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }
}

package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.BehindNginx;
import bankapi.acceptance.server.Bench;
import bankapi.acceptance.server.Nginx;
import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operators' {@code nginx/bank-api.conf} in front of a running {@code bank-api.jar}, asked from
 * outside. The stand-in of {@code OperatorFilesTest} shows what nginx sends; this shows what the
 * gateway makes of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxIT {
  private final SiteSystem site = new SiteSystem();
  private BehindNginx behind;
  private GatewaySystem gateway;
  private AdminSystem guest;

  @BeforeAll
  void setUp() {
    Nginx.assumeInstalled();
    behind = new BehindNginx();
    gateway = behind.gateway(HttpClient.Version.HTTP_1_1);
    guest = AdminSystem.at(gateway);
  }

  @AfterAll
  void tearDown() {
    site.close();
    if (behind != null) {
      behind.close();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aBankIsConnectedAndRead(HttpClient.Version version) throws Exception {
    GatewaySystem proxied = behind.gateway(version);
    HttpRequest ping = proxied.request("/api/method/ping").build();
    assertThat(behind.client(version).send(ping, BodyHandlers.discarding()).version())
        .isEqualTo(version);
    long itemId = connected(proxied);
    assertThat(proxied.call("get_bank_accounts", Map.of("item_id", itemId)).message()).isNotEmpty();
    behind.bridge().refresh(itemId, Map.of("status", 1010));
    site.awaitWebhook("item.action_required", "item_id", itemId);
  }

  /** The rows of Bridge's first page do not wait for the second. */
  @Test
  void rowsArriveWhileBridgeIsStillSilent() {
    long itemId = connected(gateway);
    Map<String, Object> late = Map.of("ms", 15_000, "after_page", 2);
    behind.bridge().fail("/v3/aggregation/transactions", "latency", late);
    String path = "/api/method/bank_api.bridge.get_bank_transactions?item_id=" + itemId;
    StringBuffer arrived = new StringBuffer();
    try {
      CompletableFuture<HttpResponse<Void>> answer =
          behind
              .client(HttpClient.Version.HTTP_1_1)
              .sendAsync(gateway.request(path).build(), into(arrived));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .failFast("the end came first", answer::isDone)
          .until(() -> rows(arrived) >= 500);
      assertThat(answer.join().statusCode()).isEqualTo(200);
      assertThat(rows(arrived)).isGreaterThan(500);
    } finally {
      behind.bridge().recover();
    }
  }

  /** Each says to be 203.0.113.9. */
  @ParameterizedTest
  @CsvSource({
    "nginx, 127.0.0.1, 127.0.0.1",
    "nginx, 127.0.0.4, 127.0.0.4",
    "closed, 127.0.0.1, 127.0.0.1",
    "gateway, 127.0.0.4, 127.0.0.4",
    // from where nginx calls the gateway: it is believed, so the header was looked at
    "gateway, 127.0.0.2, 203.0.113.9",
  })
  void whoGuessesAPasswordIsRecordedByTheirOwnAddress(String way, String from, String recorded)
      throws IOException {
    String name = "guest-" + UUID.randomUUID();
    assertThat(guess(way, from, "203.0.113.9", name)).isEqualTo(401);
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    Answer audit = operator.get("audit?subject=operator%20" + name);
    assertThat(audit.json().path("data").findValuesAsText("detail"))
        .singleElement()
        .asString()
        .endsWith(", from " + recorded);
  }

  /** Thirty guesses are an address' own, whatever it says; if it were the proxy's, all were out. */
  @Test
  void whoGuessesTooOftenLocksOutNobodyElse() throws IOException {
    for (int guess = 1; guess <= 30; guess++) {
      assertThat(guess("nginx", "127.0.0.3", "203.0.113." + guess, "guess-" + guess))
          .isEqualTo(401);
    }
    assertThat(guess("nginx", "127.0.0.3", "203.0.113.31", "guess-31")).isEqualTo(429);
    assertThat(guest.tryLogin(Operators.OPERATOR, Operators.PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void theLoginIsForTheOperatorsNetworkAloneWhereTheFileSaysSo() throws IOException {
    assertThat(guess("closed", "127.0.0.4", "127.0.0.1", "stranger")).isEqualTo(403);
  }

  @Test
  void aSecretOverPlainHttpIsRefusedAndAPageIsSentToHttps() {
    GatewaySystem plain = GatewaySystem.at(behind.nginx().http(), Bench.API_KEY, Bench.API_SECRET);
    for (Answer refused :
        new Answer[] {
          plain.get("frappe.auth.get_logged_user", Map.of()),
          AdminSystem.at(plain).delete("session"),
          AdminSystem.at(plain).tryLogin(Operators.OPERATOR, Operators.PASSWORD),
        }) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("Location")).isEmpty();
    }
    Answer page = plain.asGuest().path("/console/?page=sites");
    assertThat(page.status()).isEqualTo(301);
    assertThat(page.header("Location")).contains(behind.nginx().https() + "/console/?page=sites");
    Answer console = gateway.asGuest().path(page.header("Location").orElseThrow());
    assertThat(console.status()).isEqualTo(200);
    assertThat(console.headers().allValues("Strict-Transport-Security"))
        .containsExactly("max-age=31536000");
  }

  @Test
  void anOperatorsCookieIsOfThisHostAloneAndOpensTheSession() {
    Answer login = guest.tryLogin(Operators.OPERATOR, Operators.PASSWORD);
    assertThat(login.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("__Host-bankapi-operator=")
        .containsPattern("; ?Secure(;|$)")
        .containsPattern("; ?Path=/(;|$)")
        .doesNotContain("Domain");
    AdminSystem operator =
        guest
            .with("Cookie", AdminSystem.cookie(login))
            // as a browser names the page that asks
            .with("Origin", behind.nginx().https().toString());
    assertThat(operator.get("session").json().path("operator").asText())
        .isEqualTo(Operators.OPERATOR);
    assertThat(operator.delete("session").status()).isEqualTo(204);
    assertThat(operator.get("session").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"65537, application/json, exc_type", "1048577, text/html, nginx"})
  void aBodyOverTheLimitIsRefusedByWhoseLimitItIs(int bytes, String type, String word) {
    Answer refused = gateway.json("bank_api.bridge.get_single_bank", "x".repeat(bytes));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.header("Content-Type").orElse("")).startsWith(type);
    assertThat(refused.body()).contains(word);
  }

  /** The gateway answers them beside it. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/metrics", "/api/metrics/", "/api/health;x/ready"})
  void whatIsNotForTheWorldIsClosed(String path) {
    String token = "Bearer " + Bench.METRICS_TOKEN;
    GatewaySystem beside = GatewaySystem.at(behind.at("gateway"), "", "").authorizedBy(token);
    assertThat(beside.path(path).status()).isEqualTo(200);
    assertThat(gateway.authorizedBy(token).path(path).status()).isEqualTo(404);
  }

  @Test
  void theAccessLogLeadsToTheGatewaysAndHoldsNoQuery() throws IOException {
    String person = UUID.randomUUID() + "@example.org";
    Answer answer = gateway.get("frappe.auth.get_logged_user", Map.of("email", person));
    String line =
        "\"GET /api/method/frappe.auth.get_logged_user HTTP/1.1\" 200 \\d+ [\\d.]+ "
            + answer.header("X-Request-Id").orElseThrow();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(Files.readString(behind.nginx().accessLog()))
                    .containsPattern("(?m)^127.0.0.1 \\[[^]]+] " + line + "$"));
    assertThat(Files.readString(behind.nginx().accessLog())).doesNotContain(person, "@");
  }

  /** The whole way through Bridge and back, through nginx. */
  private long connected(GatewaySystem proxied) {
    String user = "user-" + UUID.randomUUID();
    JsonNode link =
        proxied.call("get_bridge_connect_link", site.linkArguments("proxied", user)).message();
    BridgeSystem.Visit visit =
        behind.bridge().connect(URI.create(link.path("redirect_url").asText()));
    assertThat(visit.callback().toString())
        .startsWith(behind.nginx().https() + "/api/connect/return?");
    Answer home = proxied.asGuest().path(visit.callback().toString());
    assertThat(home.status()).isEqualTo(302);
    assertThat(home.header("Location").orElse(""))
        .startsWith(site.base() + "/app/bank/BNP?own=1&")
        .contains("item_id=" + visit.itemId(), "success=true");
    return visit.itemId();
  }

  private static HttpResponse.BodyHandler<Void> into(StringBuffer text) {
    return BodyHandlers.ofByteArrayConsumer(
        part -> part.ifPresent(bytes -> text.append(new String(bytes, StandardCharsets.US_ASCII))));
  }

  private static int rows(CharSequence text) {
    return text.toString().split("\"account_id\":", -1).length - 1;
  }

  /** The status of a login with a wrong password; what the client says of its address is forged. */
  private int guess(String way, String from, String forged, String name) throws IOException {
    String body = "{\"user\":\"%s\",\"password\":\"a guess\"}".formatted(name);
    return behind.post(behind.at(way).resolve("/api/admin/v1/session"), from, forged, body);
  }
}

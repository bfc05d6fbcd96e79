package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.MailSystem;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What the files of {@code config/} make of a server. Needs what operators need beside the server:
 * {@code psql}, {@code openssl} and a shell.
 */
abstract class ConfigIT extends ConfiguredIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  ConfigIT(String kind) {
    super(kind);
  }

  /** What the server must have of the data source, by its own names. */
  abstract Map<String, String> dataSource();

  /** What the server must have of the limits, by its own names. */
  abstract Map<String, String> limits();

  /** The lines for operators of this server. */
  abstract List<Change> changes();

  @Test
  void theSecretsAreInTheVaultAndWork() throws IOException {
    // the client's secret
    Answer link =
        gateway.call(
            "get_bridge_connect_link",
            Map.of(
                "base_url", "http://127.0.0.1:1",
                "redirect_url", "http://127.0.0.1:1/app",
                "bank", "bank",
                "site", "vault",
                "user", "somebody"));
    assertThat(link.message().path("redirect_url").asText()).startsWith("http");
    // the key that encrypts
    assertThat(gateway.form("bank_api.webhooks.get_secret", Map.of()).status()).isEqualTo(200);
    // the webhooks' secret
    String body = "{\"type\":\"TEST_EVENT\",\"content\":{}}";
    assertThat(gateway.bridgeWebhook(body, provisions.bridge().signature(body)).status())
        .isEqualTo(200);
    try (Stream<Path> files = Files.walk(server.configuration())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).as(file.toString()).doesNotContain(provisions.passwords());
      }
    }
  }

  @Test
  void theDataSourceIsAsItsFileSays() {
    assertThat(server.settings(dataSource().keySet())).isEqualTo(dataSource());
    assertThat(
            provisions
                .database()
                .number("select count(*) from flyway_schema_history where success"))
        .isPositive();
  }

  @Test
  void theLimitsAreAsTheirFileSays() {
    assertThat(server.settings(limits().keySet())).isEqualTo(limits());
    assertThat(ready().status()).isEqualTo(200);
  }

  @Test
  void onlyTheNewVersionsOfTlsAreSpoken() throws IOException {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      assertThat(tls.agree(server.https(), version).version()).isEqualTo(version);
    }
    for (String version : List.of("TLSv1", "TLSv1.1")) {
      assertThatThrownBy(() -> tls.agree(server.https(), version))
          .as(version)
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void browsersAreSentToHttpsAndStayThere() {
    assertThat(gateway.asGuest().path("/console/").header("Strict-Transport-Security"))
        .contains("max-age=31536000");
    GatewaySystem plain = GatewaySystem.at(server.node().base(), "key", "secret");
    Answer page = plain.asGuest().path("/console/?page=sites");
    assertThat(page.status()).isEqualTo(301);
    assertThat(page.header("Location")).contains(server.https() + "/console/?page=sites");
    assertThat(plain.call("get_single_bank", Map.of("bank_id", "1")).status()).isEqualTo(403);
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws IOException {
    long process = server.node().pid();
    int serial = provisions.certificate().renew();
    assertThat(tls.agree(server.https(), "TLSv1.3").certificate().getSerialNumber().intValue())
        .isNotEqualTo(serial);
    server.readCertificate();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        tls.agree(server.https(), "TLSv1.3")
                            .certificate()
                            .getSerialNumber()
                            .intValue())
                    .isEqualTo(serial));
    awaitReady();
    assertThat(server.node().pid()).isEqualTo(process);
  }

  @Test
  void theAccessLogHasNoQueries() {
    String page = "/console/" + UUID.randomUUID();
    String person = UUID.randomUUID() + "@example.org";
    gateway.asGuest().path(page + "?email=" + person);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Files.readString(server.accessLog())).contains(page));
    assertThat(server.accessLog())
        .content()
        .containsPattern("GET\"? \"?" + page + "\"? \"?HTTP/1.1\"? 200 ")
        .doesNotContain(person);
    assertThat(server.node().log()).content().doesNotContain(person);
  }

  @Test
  void theServersLogIsJsonWithTheRequestsId() throws IOException {
    String id = UUID.randomUUID().toString();
    Answer refused =
        gateway.send(
            gateway
                .request("/api/webhooks/bridge")
                .header("X-Request-Id", id)
                .header("BridgeApi-Signature", "v1=00")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(refused.status()).isEqualTo(401);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Files.readString(server.node().log())).contains(id));
    assertThat(jsonLog())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(JSON.readTree(line).isObject()).isTrue());
    assertThat(jsonLog()).anyMatch(line -> line.contains(id));
  }

  /**
   * The lines of the server's log since its format is JSON: it ran before it was told so, and
   * Payara's launcher writes the command line of each start in a way of its own.
   */
  private List<String> jsonLog() throws IOException {
    List<String> lines = Files.readAllLines(server.node().log());
    int launcher = lines.size();
    while (launcher > 0 && !lines.get(launcher - 1).endsWith("]]")) {
      launcher--;
    }
    return lines.subList(launcher, lines.size()).stream()
        .dropWhile(line -> !line.startsWith("{"))
        .toList();
  }

  /** The old values are put back. */
  @Test
  void everyLineThatChangesASettingLaterDoes() {
    List<Change> changes = changes();
    assertThat(changes).hasSizeGreaterThan(10);
    List<String> names = changes.stream().map(Change::name).toList();
    Map<String, String> before = server.settings(names);
    server.tell(changes.stream().map(Change::line).toList());
    Map<String, String> after = server.settings(names);
    server.tell(changes.stream().map(change -> change.to(before.get(change.name()))).toList());
    assertThat(after)
        .isEqualTo(changes.stream().collect(Collectors.toMap(Change::name, Change::value)));
    assertThat(server.settings(names)).isEqualTo(before);
    awaitReady();
  }

  /** Over TLS, as the mail server's user: it takes nothing else. */
  @Test
  void alertsGoOutByMail() {
    AdminSystem operator = AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
    Answer tried = operator.post("alerts/test");
    assertThat(tried.json().path("data").findValuesAsText("arrived"))
        .as(tried.body())
        .containsExactly("true");
    assertThat(provisions.mail().mails())
        .singleElement()
        .asString()
        .contains("Subject: [Bank API] Test: alerts arrive here.", "To: " + MailSystem.OPERATOR);
  }

  @Test
  void whoHasTheRoleIsAnOperator() {
    AdminSystem guest = AdminSystem.at(gateway);
    assertThat(guest.tryLogin(Operators.STAFF, Operators.PASSWORD).status()).isEqualTo(401);
    AdminSystem operator = guest.login(Operators.OPERATOR, Operators.PASSWORD);
    assertThat(operator.get("session").json().path("operator").asText())
        .isEqualTo(Operators.OPERATOR);
  }
}

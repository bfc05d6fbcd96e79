package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.sandbox.browser.Chromium;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

/** What an operator in front of the console needs: a browser, a login, and customers to look at. */
abstract class AtTheConsoleIT extends GatewayIT {

  @BeforeEach
  void aBrowserIsThere() {
    Chromium.assumeInstalled();
  }

  AdminSystem operator() {
    return AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
  }

  ConsoleSystem console(String languages) throws Exception {
    return ConsoleSystem.open(gateway, languages);
  }

  ConsoleSystem signedIn(String languages) throws Exception {
    return ConsoleSystem.signedIn(gateway, languages, Operators.OPERATOR, Operators.PASSWORD);
  }

  /** A customer with a site of its own, whose user connected a bank. */
  record Customer(
      GatewaySystem api,
      String email,
      String apiUser,
      String site,
      String request,
      String itemId) {}

  /** A request and the item that came of it. */
  record Connection(String request, String itemId) {}

  Customer customer(String siteKey, String webhookUrl, String user, String bank) {
    AdminSystem operator = operator();
    String email = "c-" + UUID.randomUUID() + "@customer.example";
    JsonNode keys = created(operator.post("api-users", Map.of("email", email)));
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("api_user_id", keys.path("api_user").path("id").asText());
    wish.put("site_key", siteKey);
    wish.put("base_url", site.base().toString());
    wish.put("webhook_url", webhookUrl);
    JsonNode made = created(operator.post("sites", wish));
    GatewaySystem customer =
        gateway.authorizedBy(
            "token "
                + keys.path("api_user").path("api_key").asText()
                + ":"
                + keys.path("secret").asText());
    Connection connection = connects(customer, siteKey, webhookUrl, user, bank);
    return new Customer(
        customer,
        email,
        keys.path("api_user").path("id").asText(),
        made.path("site").path("id").asText(),
        connection.request(),
        connection.itemId());
  }

  Connection connects(
      GatewaySystem customer, String siteKey, String webhookUrl, String user, String bank) {
    Map<String, Object> arguments = site.linkArguments(siteKey, user);
    arguments.put("user_email", "person@customer.example");
    arguments.put("webhook_url", webhookUrl);
    arguments.put("bank", bank);
    JsonNode link = customer.call("get_bridge_connect_link", arguments).message();
    BridgeSystem.Visit visit = bridge.connect(URI.create(link.path("redirect_url").asText()));
    gateway.browse(visit.callback());
    return new Connection(link.path("request").asText(), String.valueOf(visit.itemId()));
  }

  static JsonNode created(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  static String newSite() {
    return "site-" + UUID.randomUUID();
  }

  /** The delivery of a customer that was given up. */
  String dead(Customer customer) {
    return Awaitility.await()
        .until(
            () ->
                operator()
                    .get("deliveries?state=dead&site_id=" + customer.site())
                    .json()
                    .path("data")
                    .path(0)
                    .path("id")
                    .asText(),
            id -> !id.isEmpty());
  }

  /** The delivery of a customer that did not arrive yet. */
  JsonNode tried(Customer customer) {
    String waiting = "deliveries?state=pending&site_id=" + customer.site();
    return Awaitility.await()
        .until(
            () -> operator().get(waiting).json().path("data").path(0),
            first -> first.path("attempts").asInt() > 0);
  }

  String providerOf(Customer customer) {
    return operator().get("items/" + customer.itemId()).json().path("provider_id").asText();
  }
}

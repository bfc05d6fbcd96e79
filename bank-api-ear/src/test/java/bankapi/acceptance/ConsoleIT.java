package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.ChatSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.ReceiverSystem;
import bankapi.sandbox.browser.Chromium;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An operator in front of the console, in a real browser. */
class ConsoleIT extends GatewayIT {

  private static final String HOSTILE = "<img src=x onerror=\"document.title='taken over'\">";

  @BeforeEach
  void aBrowserIsThere() {
    Chromium.assumeInstalled();
  }

  private AdminSystem operator() {
    return AdminSystem.at(gateway).login(Operators.OPERATOR, Operators.PASSWORD);
  }

  private ConsoleSystem console(String languages) throws Exception {
    return ConsoleSystem.open(gateway, languages);
  }

  private ConsoleSystem signedIn(String languages) throws Exception {
    ConsoleSystem console = console(languages).go("");
    console.login(Operators.OPERATOR, Operators.PASSWORD);
    console.browser().find("operator");
    return console.settled();
  }

  /** A customer with a site of its own, whose user connected a bank. */
  private record Customer(
      String email, String apiUser, String site, String request, String itemId) {}

  private Customer customer(String siteKey, String webhookUrl, String user, String bank) {
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
    Map<String, Object> arguments = site.linkArguments(siteKey, user);
    arguments.put("user_email", "person@customer.example");
    arguments.put("webhook_url", webhookUrl);
    arguments.put("bank", bank);
    JsonNode link = customer.call("get_bridge_connect_link", arguments).message();
    BridgeSystem.Visit visit = bridge.connect(URI.create(link.path("redirect_url").asText()));
    gateway.browse(visit.callback());
    return new Customer(
        email,
        keys.path("api_user").path("id").asText(),
        made.path("site").path("id").asText(),
        link.path("request").asText(),
        String.valueOf(visit.itemId()));
  }

  private static JsonNode created(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String newSite() {
    return "site-" + UUID.randomUUID();
  }

  @Test
  void aVisitorMeetsTheLoginAndComesBackWhereTheyWere() throws Exception {
    try (ConsoleSystem console = console("en")) {
      console.go("deliveries?state=dead");
      assertThat(console.browser().address()).contains("/console/login?then=");
      console.isUsableByAll("login").browser().screenshot("console-login");
      console.login(Operators.OPERATOR, "wrong").sees("Wrong name or password");
      console.login(Operators.STAFF, Operators.PASSWORD).sees("not an operator");
      console.login(Operators.OPERATOR, Operators.PASSWORD);
      console.browser().find("operator");
      assertThat(console.settled().browser().address()).endsWith("/console/deliveries?state=dead");
      console.click("logout");
      console.browser().find("login");
      console.go("settings");
      assertThat(console.browser().address()).contains("/console/login");
      assertThat(console.browser().body()).doesNotContain("bankapi.");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void aSessionThatEndedElsewhereIsToldAndTakenUpAgain() throws Exception {
    try (ConsoleSystem console = signedIn("en")) {
      console
          .browser()
          .run(
              "return fetch('/api/admin/v1/session', {method: 'DELETE', headers:"
                  + " {'X-Requested-With': 'test'}}).then(r => r.status)");
      console.click("nav-audit");
      console.browser().find("ended");
      console.login(Operators.OPERATOR, Operators.PASSWORD);
      console.browser().find("operator");
      assertThat(console.settled().browser().address()).endsWith("/console/audit");
    }
  }

  @Test
  void everyPageIsUsableByAll() throws Exception {
    String key = newSite();
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("en")) {
      Customer customer =
          customer(key, receiver.base() + "/hook", "alex@customer.example", "Demo Bank");
      String delivery = dead(customer);
      String event = anEvent();
      Map<String, String> pages = new LinkedHashMap<>();
      pages.put("overview", "");
      pages.put("alerts", "alerts");
      pages.put("sites", "sites");
      pages.put("site", "sites/" + customer.site());
      pages.put("connections", "connections");
      pages.put("connection", "connections/" + customer.request());
      pages.put("items", "items");
      pages.put("item", "items/" + customer.itemId());
      pages.put("deliveries", "deliveries");
      pages.put("delivery", "deliveries/" + delivery);
      pages.put("events", "events");
      pages.put("event", "events/" + event);
      pages.put("api-users", "api-users");
      pages.put("api-user", "api-users/" + customer.apiUser());
      pages.put("tokens", "tokens");
      pages.put("settings", "settings");
      pages.put("audit", "audit");
      pages.put("openapi", "openapi");
      pages.put("about", "about");
      pages.put("nothing-found", "deliveries?event=no.such.event");
      pages.put("no-such-page", "nowhere");
      pages.forEach(
          (name, address) ->
              console.go(address).isUsableByAll(name).browser().screenshot("console-" + name));
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void aFailedDeliveryIsFoundAndSentAgain() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      dead(customer);
      console.go("deliveries?state=dead&site_id=" + customer.site()).sees("Given up");
      console.browser().all("row").get(0).findElement(By.tagName("a")).click();
      console.settled().sees("HTTP 410").sees("This address is closed.");
      String delivery = console.browser().address().replaceAll(".*/", "");
      receiver.mend();
      console.click("replay").sees("under the same webhook-id").click("confirm");
      console.sees("Nothing is sent to this address").click("held").settled().sees("Gone");
      console.click("resume").sees("is sent to again").click("confirm");
      console.go("deliveries/" + delivery).refreshesUntil("Delivered").sees("HTTP 200");
      console.go("audit?action=delivery.replayed").sees(delivery);
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void whatIsWrongIsListedAndTheChannelsAreTried() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("fr-FR,fr")) {
      String key = newSite();
      Customer customer = customer(key, receiver.base() + "/hook", newUser(), "Demo Bank");
      dead(customer);
      console
          .browser()
          .await(
              b -> {
                console.go("alerts?state=open&kind=target_failing");
                return b.body().contains(key);
              });
      console.sees("a répondu 410").isUsableByAll("alerts").browser().screenshot("console-alerts");
      console.click("test").sees("par chaque canal").click("confirm").sees("bien arrivé");
      console.go("settings");
      assertThat(console.browser().body()).doesNotContain(ChatSystem.SECRET);
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void aKeyIsRotatedAndTheNewSecretShownOnce() throws Exception {
    AdminSystem operator = operator();
    String email = "r-" + UUID.randomUUID() + "@customer.example";
    JsonNode keys = created(operator.post("api-users", Map.of("email", email)));
    String id = keys.path("api_user").path("id").asText();
    try (ConsoleSystem console = signedIn("en")) {
      console.go("api-users?email=" + email).follow(email);
      console.click("rotate").sees("gets a new secret").click("confirm");
      List<String> shown = console.secrets();
      console.isUsableByAll("secret").click("close");
      assertThat(shown).hasSize(2);
      assertThat(
              gateway
                  .authorizedBy("token " + shown.get(0) + ":" + shown.get(1))
                  .get("frappe.auth.get_logged_user", Map.of())
                  .message()
                  .asText())
          .isEqualTo(email);
      console.go("api-users/" + id);
      assertThat(console.browser().body()).doesNotContain(shown.get(1));
      console.click("revoke").sees("is refused from now on").click("confirm").sees("Revoked");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void aConnectionsStoryIsOnOnePageAndHostileWordsStayWords() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(503, "No. " + HOSTILE);
        ConsoleSystem console = signedIn("en")) {
      String key = newSite() + HOSTILE;
      Customer customer =
          customer(key, receiver.base() + "/hook", "user " + HOSTILE, "Bank " + HOSTILE);
      console.go("connections?site_key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
      console.sees("Bank " + HOSTILE);
      console.browser().all("row").get(0).findElement(By.tagName("a")).click();
      console.settled().sees(customer.request()).sees("user " + HOSTILE);
      console
          .browser()
          .await(
              b -> {
                console.go("connections/" + customer.request());
                return !b.all("delivery.attempt").isEmpty();
              });
      assertThat(console.browser().find("story").getText())
          .contains("Link asked for", "Connected", "Sent to the site", "No. " + HOSTILE);
      for (String page :
          List.of(
              "sites/" + customer.site(),
              "items/" + customer.itemId(),
              "sites",
              "audit",
              "connections")) {
        console.go(page);
      }
      assertThat(console.browser().run("return document.title")).isNotEqualTo("taken over");
      assertThat(console.browser().run("return document.querySelectorAll('img').length"))
          .isEqualTo(0L);
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void aFrenchOperatorReadsFrenchAndMayChange() throws Exception {
    try (ConsoleSystem console = signedIn("fr-FR,fr")) {
      assertThat(console.browser().language()).isEqualTo("fr");
      console.sees("Vue d’ensemble").browser().screenshot("console-overview-fr");
      console.click("language");
      console.sees("Overview");
      assertThat(console.browser().language()).isEqualTo("en");
      console.click("theme");
      assertThat(console.browser().run("return document.documentElement.dataset.bsTheme"))
          .isEqualTo("dark");
      console.go("sites").browser().screenshot("console-sites-dark");
      assertThat(console.browser().run("return document.documentElement.dataset.bsTheme"))
          .as("kept")
          .isEqualTo("dark");
      console.browser().screen(360, 740, true).screenshot("console-sites-narrow");
      assertThat(console.browser().overhang()).isLessThanOrEqualTo(0);
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void filesAreCachedByTheirTagAndNothingElseIsServed() {
    Answer page = gateway.asGuest().path("/console/sites/any");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).contains("no-cache");
    assertThat(page.header("ETag")).isPresent();
    assertThat(page.header("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .doesNotContain("unsafe", "data:");
    assertThat(page.body()).contains("/console/main.js");
    String library = page.body().replaceAll("(?s).*href=\"(/console/lib/[^\"]+)\".*", "$1");
    assertThat(gateway.asGuest().path(library).header("Cache-Control").orElse(""))
        .contains("immutable");
    for (String path : List.of("/console/no.js", "/console/%2e%2e/WEB-INF/web.xml")) {
      assertThat(gateway.asGuest().path(path).status()).as(path).isIn(400, 404);
    }
  }

  /** The delivery of a customer that was given up. */
  private String dead(Customer customer) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
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

  private String anEvent() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> operator().get("events?limit=1").json().path("data").path(0).path("id").asText(),
            id -> !id.isEmpty());
  }
}

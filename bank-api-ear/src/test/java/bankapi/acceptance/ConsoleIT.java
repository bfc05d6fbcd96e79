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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * An operator in front of the console, in a real browser: on Payara Micro and on WildFly, where the
 * login is another one. What a page looks like does not depend on the server, and is seen once.
 */
@Tag("console")
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
      GatewaySystem api,
      String email,
      String apiUser,
      String site,
      String request,
      String itemId) {}

  /** A request and the item that came of it. */
  private record Connection(String request, String itemId) {}

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
    Connection connection = connects(customer, siteKey, webhookUrl, user, bank);
    return new Customer(
        customer,
        email,
        keys.path("api_user").path("id").asText(),
        made.path("site").path("id").asText(),
        connection.request(),
        connection.itemId());
  }

  private Connection connects(
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
  @Tag("look")
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
      pages.put("banks", "banks");
      pages.put("bank", "banks/" + providerOf(customer));
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
  void manyFailedDeliveriesAreSentAgainWithProgressToTheEnd() throws Exception {
    String key = newSite();
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(key, receiver.base() + "/hook/1", newUser(), "Demo Bank");
      connects(customer.api(), key, receiver.base() + "/hook/2", newUser(), "Demo Bank");
      String dead = "deliveries?state=dead&event=connection.succeeded&site_id=" + customer.site();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> operator().get(dead).json().path("data").size() == 2);
      console.go(dead).click("replay-many").sees("They are counted before anything happens");
      console.isUsableByAll("replay-many").click("confirm");
      console.sees("2 deliveries are sent again").click("confirm");
      console.sees("2 of 2");
      assertThat(console.settled().browser().address()).contains("/console/deliveries/replays/");
      assertThat(console.browser().find("state").getText()).isEqualTo("Finished");
      assertThat(console.browser().all("cancel-replay")).isEmpty();
      assertThat(operator().get(dead).json().path("data")).isEmpty();
      String replay = console.browser().address().replaceAll(".*/", "");
      console.isUsableByAll("replay").browser().screenshot("console-replay");

      console.go("deliveries").click("replays").sees("2 of 2");
      console.isUsableByAll("replays").browser().screenshot("console-replays");
      isHalfWay(console);
      console.browser().all("row").get(0).findElement(By.tagName("a")).click();
      console.sees("1 of 2").sees("Running").browser().find("cancel-replay");
      console.isUsableByAll("replay that runs");
      console.browser().run("window.halfWay = false; return true");
      console.sees("2 of 2").sees("Finished");
      assertThat(console.browser().all("cancel-replay")).isEmpty();
      assertThat(console.browser().address()).endsWith("/" + replay);

      console.go(dead).click("replay-many").click("confirm").sees("no such delivery");
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** Until it says otherwise, what the page hears of replays is that one of them is at work. */
  private static void isHalfWay(ConsoleSystem console) {
    console
        .browser()
        .run(
            "const real = window.fetch; window.halfWay = true; window.fetch = async (address, how)"
                + " => { const answer = await real(address, how);"
                + " if (!window.halfWay || !String(address).includes('delivery-replays/'))"
                + " return answer; const replay = await answer.json();"
                + " return new Response(JSON.stringify({...replay, state: 'running', replayed: 1,"
                + " finished_at: undefined})); }; return true");
  }

  @Test
  @Tag("look")
  void chartsHaveTheirNumbersInATable() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !operator()
                      .get("deliveries?state=delivered&site_id=" + customer.site())
                      .json()
                      .path("data")
                      .isEmpty());
      console.go("");
      assertThat(console.browser().all("chart")).hasSize(2);
      assertThat(console.browser().all("chart").get(0).getAccessibleName())
          .startsWith("Chart: Attempts that arrived. Delivered: ");
      console.browser().await(b -> b.run("return document.querySelectorAll('canvas').length == 2"));
      console.browser().all("chart-table").get(0).findElement(By.tagName("summary")).click();
      assertThat(console.browser().all("chart-table").get(0).findElements(By.tagName("tr")))
          .hasSize(49);
      assertThat(drawn(console)).isTrue();
      console.click("theme");
      assertThat(drawn(console)).isTrue();
      console.click("span-week").settled();
      assertThat(console.browser().address()).endsWith("/console/?span=week");
      assertThat(console.browser().all("chart")).hasSize(2);
      console.browser().screen(360, 740, false);
      assertThat(console.browser().overhang()).isLessThanOrEqualTo(0);
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** Whether the first chart holds the colour of what arrived, as the present theme has it. */
  private static boolean drawn(ConsoleSystem console) {
    return console
        .browser()
        .await(
            b ->
                b.run(
                        "const canvas = document.querySelector('canvas');"
                            + " const copy = document.createElement('canvas');"
                            + " copy.width = canvas.width; copy.height = canvas.height;"
                            + " const pen = copy.getContext('2d', {willReadFrequently: true});"
                            + " pen.fillStyle = getComputedStyle(document.documentElement)"
                            + ".getPropertyValue('--good').trim(); pen.fillRect(0, 0, 1, 1);"
                            + " const wanted = pen.getImageData(0, 0, 1, 1).data;"
                            + " pen.clearRect(0, 0, 1, 1); pen.drawImage(canvas, 0, 0);"
                            + " const seen = pen.getImageData(0, 0, copy.width, copy.height).data;"
                            + " for (let i = 0; i < seen.length; i += 4) {"
                            + " if (seen[i] === wanted[0] && seen[i + 1] === wanted[1]"
                            + " && seen[i + 2] === wanted[2] && seen[i + 3] === 255) return true; }"
                            + " return false")
                    .equals(true));
  }

  @Test
  void theOverviewTellsOfBridgeAndLeadsToTheBanks() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Banks Bank");
      console.go("").sees("Last webhook from Bridge");
      assertThat(console.browser().find("bridge-state").getText()).isEqualTo("Answers");
      assertThat(console.browser().find("budget").getAccessibleName()).contains("%");
      console.go("banks?bank=Banks%20Bank").sees(providerOf(customer));
      console.browser().all("row").get(0).findElement(By.tagName("a")).click();
      console.settled().sees("Items by Bridge’s status");
      assertThat(console.browser().address()).endsWith("/banks/" + providerOf(customer));
      assertThat(console.browser().find("state").getText()).isEqualTo("Up");
      console.browser().find("figure").click();
      console.settled();
      assertThat(console.browser().address())
          .contains("/items?provider_id=" + providerOf(customer));
      console.go("sites/" + customer.site());
      assertThat(console.browser().find("health").getText()).contains("Deliveries delivered");
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

  private String providerOf(Customer customer) {
    return operator().get("items/" + customer.itemId()).json().path("provider_id").asText();
  }

  private String anEvent() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> operator().get("events?limit=1").json().path("data").path(0).path("id").asText(),
            id -> !id.isEmpty());
  }
}

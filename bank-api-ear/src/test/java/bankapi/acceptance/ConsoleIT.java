package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.ReceiverSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * An operator's usual walk through the console, in a real browser, on each server; on WildFly in
 * the matrix only.
 */
@Tag("walk")
class ConsoleIT extends AtTheConsoleIT {

  private static final String HOSTILE = "<img src=x onerror=\"document.title='taken over'\">";

  private static final String LOGOUT =
      "return fetch('/api/admin/v1/session', {method: 'DELETE', headers:"
          + " {'X-Requested-With': 'test'}}).then(r => r.status)";
  private static final String LOGIN =
      "return fetch('/api/admin/v1/session', {method: 'POST', headers: {'X-Requested-With': 'test',"
          + " 'Content-Type': 'application/json'}, body: JSON.stringify({user: '%s', password:"
          + " '%s'})}).then(r => r.status)";

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
      console.browser().run(LOGOUT);
      console.click("nav-audit");
      console.browser().find("ended");
      console.login(Operators.OPERATOR, Operators.PASSWORD);
      console.browser().find("operator");
      assertThat(console.settled().browser().address()).endsWith("/console/audit");
    }
  }

  /** What was filled in is not lost: another tab logs in, and the same dialog goes on. */
  @Test
  void whoIsLoggedOutInTheMiddleOfADialogCanGoOnWithIt() throws Exception {
    String email = "d-" + UUID.randomUUID() + "@customer.example";
    try (ConsoleSystem console = signedIn("fr")) {
      console.go("api-users").click("create");
      console
          .browser()
          .find("dialog")
          .findElement(By.cssSelector("[data-test=field-email]"))
          .sendKeys(email);
      console.browser().run(LOGOUT);
      console.click("confirm").sees("Vous n’êtes plus connecté");
      assertThat(console.browser().find("failure").getText()).doesNotContain("Log in");
      String login =
          console.browser().find("failure").findElement(By.tagName("a")).getDomAttribute("href");
      assertThat(login).isEqualTo("/console/login");
      console.browser().run(LOGIN.formatted(Operators.OPERATOR, Operators.PASSWORD));
      console.click("confirm");
      assertThat(console.secrets()).hasSize(2);
    }
  }

  @Test
  void aKeyIsRotatedAndTheNewSecretShownOnce() throws Exception {
    AdminSystem operator = operator();
    String email = "r-" + UUID.randomUUID() + "@customer.example";
    JsonNode keys = created(operator.post("api-users", Map.of("email", email)));
    String id = keys.path("api_user").path("id").asText();
    try (ConsoleSystem console = signedIn("en")) {
      console.go("api-users?search=" + email).follow(email);
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
  void aFailedDeliveryIsFoundAndSentAgain() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      dead(customer);
      String dead = "deliveries?state=dead&event=connection.succeeded&site_id=" + customer.site();
      console.go(dead).click("replay-many").click("confirm");
      console.sees("1 delivery is sent again, under its own webhook-id").click("cancel");
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
}

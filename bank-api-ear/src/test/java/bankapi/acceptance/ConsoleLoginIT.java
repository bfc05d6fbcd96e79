package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.ConsoleSystem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * What of the console depends on the server, in a real browser on each of them in every build: the
 * login is another one on Payara and on WildFly, and so is how files are served.
 */
class ConsoleLoginIT extends AtTheConsoleIT {

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
}

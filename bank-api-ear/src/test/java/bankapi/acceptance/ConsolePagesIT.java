package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.ReceiverSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** What stands on the pages, and what is done there, in a real browser. */
@Tag("console")
class ConsolePagesIT extends AtTheConsoleIT {

  /** An operator who leaves leaves tokens behind: a colleague finds and revokes them. */
  @Test
  void tokensOfColleaguesAreSeenAndRevoked() throws Exception {
    String name = "of a script " + UUID.randomUUID();
    AdminSystem colleague = AdminSystem.at(gateway).login(Operators.COLLEAGUE, Operators.PASSWORD);
    JsonNode issued = created(colleague.post("tokens", Map.of("name", name, "scope", "read")));
    AdminSystem script = AdminSystem.at(gateway).withToken(issued.path("token").asText());
    assertThat(script.get("sites").status()).isEqualTo(200);
    try (ConsoleSystem console = signedIn("en")) {
      console.go("tokens?operator=nobody").sees("Nothing matches");
      console.go("tokens?operator=" + Operators.COLLEAGUE).sees(name);
      console.browser().all("row").stream()
          .filter(row -> row.getText().contains(name))
          .findFirst()
          .orElseThrow()
          .findElement(By.cssSelector("[data-test=revoke]"))
          .click();
      console.click("confirm").sees("Done");
      assertThat(script.get("sites").status()).isEqualTo(401);
      console.click("revoke-all").sees("Remove the operator from the server").click("confirm");
      console.sees("0 tokens revoked");
      assertThat(colleague.get("sites").status()).as("logged out").isEqualTo(401);
    }
    JsonNode audit =
        operator()
            .get("audit?action=token.revoke&subject=token%20" + issued.at("/view/id").asText())
            .json()
            .path("data");
    assertThat(audit.findValuesAsText("actor")).containsExactly(Operators.OPERATOR);
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
  void eachSmallNumberOfTheOverviewIsTheLengthOfItsList() throws Exception {
    String key = newSite();
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(key, receiver.base() + "/hook", newUser(), "Demo Bank");
      dead(customer);
      bridge.refresh(Long.parseLong(customer.itemId()), Map.of());
      String health = "sites/" + customer.site() + "/health";
      Awaitility.await("something is held")
          .until(() -> operator().get(health).json().path("held").asLong() > 0);
      List<String> labels =
          console.go("").browser().all("figure").stream()
              .map(figure -> figure.findElement(By.className("figure-label")).getText())
              .toList();
      assertThat(labels).contains("Due now", "Held: address suspended", "Active sites");
      for (String label : labels) {
        Awaitility.await(label)
            .ignoreExceptionsMatching(StaleElementReferenceException.class::isInstance)
            .untilAsserted(() -> assertIsLengthOfItsList(console, "", label));
      }
      assertIsLengthOfItsList(console, "sites/" + customer.site(), "Held: address suspended");
      assertThat(console.complaints()).isEmpty();
    }
  }

  /**
   * A number that has gone meanwhile has no list, and of one with three digits nobody reads all.
   */
  private static void assertIsLengthOfItsList(ConsoleSystem console, String page, String label) {
    for (WebElement figure : console.go(page).browser().all("figure")) {
      String number = figure.findElement(By.className("figure-value")).getText();
      if (figure.findElement(By.className("figure-label")).getText().equals(label)
          && number.length() < 3) {
        figure.click();
        assertThat(rows(console.settled()))
            .as(console.browser().address())
            .isEqualTo(Integer.parseInt(number));
        return;
      }
    }
  }

  private static int rows(ConsoleSystem console) {
    int rows = console.browser().all("row").size();
    while (!console.browser().all("next").isEmpty()) {
      console.browser().all("next").get(0).click();
      rows += console.settled().browser().all("row").size();
    }
    return rows;
  }

  @Test
  void whoLeavesIsDeleted() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      String key = newSite();
      Customer customer = customer(key, receiver.base() + "/hook", "anna@erp.example", "Bank");
      console.go("items/" + customer.itemId()).click("delete");
      console.sees("It cannot be undone").click("confirm").sees("Deleted");
      console.go("sites/" + customer.site()).click("users");
      console.sees("anna@erp.example").isUsableByAll("users");
      console.click("delete-user").sees("anna@erp.example of site " + key).click("confirm");
      console.sees("Nobody has asked for a link yet");
      assertThat(console.browser().all("delete-all")).as("the site is active").isEmpty();
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void deletingAllUsersOfASiteGoesOnByItselfAndIsFoundAgain() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      String key = newSite();
      Customer customer = customer(key, receiver.base() + "/hook", newUser(), "Bank");
      connects(customer.api(), key, receiver.base() + "/hook", newUser(), "Bank");
      assertThat(operator().post("sites/" + customer.site() + "/suspend").status()).isEqualTo(200);
      String users = "sites/" + customer.site() + "/users";
      bridge.fail("/v3/aggregation/users", "status", Map.of("status", 503));
      try {
        console.go(users).click("delete-all").sees("2 users of").click("confirm");
        console.sees("Deleting all users of a site").sees("Last trouble");
        console.isUsableByAll("run that waits").browser().screenshot("console-user-run");
        String stopped = console.browser().address();
        assertThat(stopped).contains("/console/sites/runs/");
        console.click("cancel-run").click("confirm").sees("Stopped");
        assertThat(console.browser().all("cancel-run")).isEmpty();
        assertThat(operator().get(users).json().path("data")).hasSize(2);
      } finally {
        bridge.recover();
      }
      console.go(users).click("delete-all").click("confirm").sees("Finished").sees("2 of 2");
      console.click("list").sees("Nobody has asked for a link yet");
      console.click("runs").sees("Delete all users").sees("0 of 2").sees("2 of 2");
      console.isUsableByAll("runs of a site");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void whatHappenedAtASiteIsOnItsPagePartByPart() throws Exception {
    String key = newSite();
    try (ReceiverSystem receiver = new ReceiverSystem(503, "Closed on Sundays.");
        ConsoleSystem console = signedIn("fr-FR,fr")) {
      Customer customer = customer(key, receiver.base() + "/hook", newUser(), "Bank");
      for (int i = 0; i < 3; i++) {
        connects(customer.api(), key, receiver.base() + "/hook", newUser(), "Bank");
      }
      String steps = "sites/" + customer.site() + "/timeline?limit=500";
      Awaitility.await().until(() -> operator().get(steps).body().contains("Sundays"));
      console.go("sites/" + customer.site()).sees("Chronologie").isUsableByAll("site");
      assertThat(console.browser().find("story").findElements(By.tagName("li"))).hasSize(20);
      for (int part = 1; part <= 20 && !console.browser().all("more").isEmpty(); part++) {
        int before = console.browser().find("story").findElements(By.tagName("li")).size();
        console.browser().all("more").get(0).click();
        console
            .browser()
            .await(b -> b.find("story").findElements(By.tagName("li")).size() > before);
      }
      assertThat(console.browser().all("request.opened")).hasSize(4);
      assertThat(console.browser().find("story").getText())
          .contains(
              "Lien demandé", "Bridge a donné le lien", "Closed on Sundays.", "Banque connectée");
      console.isUsableByAll("site, all of its time line");
      console.browser().all("request.opened").get(3).findElement(By.tagName("a")).click();
      console.settled();
      assertThat(console.browser().address()).endsWith("/connections/" + customer.request());
      assertThat(console.browser().find("story").getText()).contains("Bridge a donné le lien");
      console.go("sites/" + customer.site());
      console.browser().all("event.received").get(0).findElement(By.tagName("a")).click();
      assertThat(console.settled().browser().address()).contains("/console/events/");
      assertThat(console.complaints()).isEmpty();
    }
  }
}

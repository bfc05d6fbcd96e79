package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.ReceiverSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What the console owes to whoever uses it, whatever the page. */
@Tag("console")
class ConsoleMannersIT extends AtTheConsoleIT {

  private static final String FOCUSED = "return document.activeElement";

  @Test
  void whatIsRefusedIsLedToAndSaidOnce() throws Exception {
    apiUser();
    try (ConsoleSystem console = signedIn("fr")) {
      console.go("sites").click("create");
      WebElement dialog = console.browser().find("dialog");
      dialog.findElement(By.name("site_key")).sendKeys(newSite());
      WebElement address = dialog.findElement(By.name("base_url"));
      address.sendKeys("ftp://erp.example");
      console.click("confirm");
      assertThat(console.browser().find("failure").getText())
          .containsOnlyOnce("https://")
          .doesNotContain("base_url:");
      assertThat(console.browser().run(FOCUSED)).isEqualTo(address);
      assertThat(address.getDomAttribute("aria-invalid")).isEqualTo("true");
    }
  }

  @Test
  void aPageThatAnotherHasMadeOutdatedIsShownAnew() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(503, "Later.");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      JsonNode delivery = tried(customer);
      String page = "deliveries/" + delivery.path("id").asText();
      console.go(page).click("cancel-delivery");
      assertThat(operator().post(page + "/cancel").status()).isEqualTo(200);
      console.click("confirm").sees("Its state does not allow it any more");
      console.browser().await(b -> b.find("state").getText().equals("Cancelled"));
    }
  }

  @Test
  void theFocusStaysInThePage() throws Exception {
    try (ConsoleSystem console = signedIn("en")) {
      console.go("api-users").click("create");
      console
          .browser()
          .find("dialog")
          .findElement(By.name("email"))
          .sendKeys("f-" + UUID.randomUUID() + "@customer.example");
      console.click("confirm");
      console.secrets();
      console.click("close").browser().await(b -> b.all("dialog").isEmpty());
      console.browser().await(b -> ((WebElement) b.run(FOCUSED)).getTagName().equals("h1"));
    }
  }

  @Test
  void whatWasShownGoesWithTheSession() throws Exception {
    String email = apiUser().path("email").asText();
    try (ConsoleSystem console = signedIn("en")) {
      console.go("api-users?search=" + email).sees(email);
      console.browser().run("document.body.dataset.of = 'the session'; return true");
      console.click("logout").browser().find("login");
      console.browser().run("history.back()");
      console.browser().find("login");
      assertThat(console.browser().body()).doesNotContain(email);
      assertThat(console.browser().run("return document.body.dataset.of || 'nobody'"))
          .as("asked for anew")
          .isEqualTo("nobody");
    }
  }

  /** The sign that turns what follows round, and one that nobody sees. */
  @Test
  void noNameTurnsASentenceRound() throws Exception {
    AdminSystem operator = operator();
    String part = UUID.randomUUID().toString();
    Map<String, String> wish =
        Map.of(
            "api_user_id",
            apiUser().path("id").asText(),
            "site_key",
            "a\u202eb\u200bc" + part,
            "base_url",
            "https://erp.example");
    String site = created(operator.post("sites", wish)).path("site").path("id").asText();
    try (ConsoleSystem console = signedIn("en")) {
      console.go("sites/" + site).sees("a\ufffdb\ufffdc" + part).click("suspend");
      assertThat(console.browser().find("dialog").getText()).contains("a\ufffdb\ufffdc" + part);
    }
  }

  @Test
  void whoeverHasALowWindowCanLogOut() throws Exception {
    try (ConsoleSystem console = signedIn("en")) {
      console.browser().screen(1366, 600, false);
      console.go("settings");
      assertThat(
              console
                  .browser()
                  .run(
                      "const menu = document.querySelector('details.menu');"
                          + " return menu.getBoundingClientRect().bottom <= innerHeight"))
          .isEqualTo(true);
      console.click("logout").browser().find("login");
    }
  }

  private JsonNode apiUser() {
    Map<String, String> wish = Map.of("email", "m-" + UUID.randomUUID() + "@customer.example");
    return created(operator().post("api-users", wish)).path("api_user");
  }
}

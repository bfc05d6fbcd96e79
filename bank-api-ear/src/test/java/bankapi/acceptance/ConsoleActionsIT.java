package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.ReceiverSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What an operator does in the console, button by button, in a real browser. */
@Tag("console")
class ConsoleActionsIT extends AtTheConsoleIT {

  /** The next change does not arrive, and is known not to only later. */
  private static final String NOT_ARRIVED =
      "const real = window.fetch; window.fetch = (address, how) => how && how.method === 'POST'"
          + " ? new Promise((arrives, fails) => { window.fail = () => fails(new TypeError('gone'));"
          + " }) : real(address, how); return true";

  @Test
  void aCustomerIsMadeWithTheirSiteChangedAndSuspended() throws Exception {
    String key = newSite();
    String email = "m-" + UUID.randomUUID() + "@customer.example";
    try (ConsoleSystem console = signedIn("fr")) {
      console.go("api-users").click("create");
      fill(console, "email", email);
      console.click("confirm");
      keptOnlyByItsButton(console);

      console.settled().click("change");
      fill(console, "email", "new-" + email);
      console.click("confirm").sees("new-" + email);

      console.settled().click("create-site");
      fill(console, "site_key", key);
      fill(console, "base_url", "ftp://erp.example");
      console.click("confirm");
      WebElement refusal = console.browser().find("failure");
      assertThat(refusal.getText()).contains("base_url", "doit commencer par https://");
      assertThat(refusal.findElements(By.cssSelector("[lang=en]"))).isEmpty();
      fill(console, "base_url", "https://erp.example");
      console.click("confirm");
      keptOnlyByItsButton(console);

      console.settled().click("change");
      fill(console, "base_url", "https://new.example");
      fill(console, "allowed_hosts", "new.example\nshop.example");
      console.click("confirm").sees("new.example, shop.example");

      console.settled().click("rotate-webhook-secret").click("confirm");
      keptOnlyByItsButton(console);
      console.settled().click("rotate-webhook-secret");
      assertThat(console.browser().find("former").getText()).contains("prend fin");
      console.click("cancel");

      console.click("suspend").click("confirm");
      console.browser().find("activate");
      console.settled().click("activate").click("confirm");
      console.browser().find("suspend");
      String address = console.settled().browser().address();
      console.click("audit").settled().sees("site.suspend").sees("site.activate");
      console.sees("Site " + address.substring(address.lastIndexOf('/') + 1));
      assertThat(console.complaints()).allMatch(line -> line.contains("400"));
    }
  }

  @Test
  void aTokenIsIssuedAndWorks() throws Exception {
    String name = "t-" + UUID.randomUUID();
    try (ConsoleSystem console = signedIn("fr")) {
      console.go("tokens").click("create");
      fill(console, "name", name);
      console.click("confirm");
      List<String> token = console.secrets();
      console.click("close");
      console.sees(name);
      assertThat(AdminSystem.at(gateway).withToken(token.get(0)).get("sites").status())
          .isEqualTo(200);
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void bridgesWebhooksAreWorkedOffAgainAndAnItemIsRead() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      String done = "events?state=done&site_id=" + customer.site();
      Awaitility.await().until(() -> !operator().get(done).json().path("data").isEmpty());
      String event = operator().get(done).json().path("data").path(0).path("id").asText();

      console.go("events/" + event).sees(customer.itemId());
      console.click("redo").sees("is taken up again").click("confirm").sees("Done");
      console.go(done).click("redo-many").click("confirm");
      console.sees("worked off again").click("confirm");
      console.sees("Working many off again").sees("Finished").isUsableByAll("events again");
      assertThat(console.settled().browser().address()).contains("/console/events/runs/");
      console.go("events").click("runs").sees("Work all off again").sees("Finished");

      console.go("items/" + customer.itemId()).click("read").click("confirm").sees("Done");
      assertThat(operator().get("audit?subject=item%20" + customer.itemId()).body())
          .contains("item.read");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void aDeliveryThatWaitsIsCancelled() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(503, "Later.");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      JsonNode delivery = tried(customer);
      console.go("deliveries/" + delivery.path("id").asText()).sees("Later.");
      console.click("cancel-delivery").click("confirm").sees("Done");
      assertThat(console.settled().browser().find("state").getText()).isEqualTo("Cancelled");
      assertThat(console.browser().body()).contains(delivery.path("site_key").asText());
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** Whoever calls a customer for a bank's trouble asks them for something they cannot do. */
  @Test
  void whoHasToMendAnItemIsSaid() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      long item = Long.parseLong(customer.itemId());
      Map.of(1009, "The bank’s or Bridge’s trouble", 1010, "Needs its user")
          .forEach(
              (status, words) -> {
                bridge.refresh(item, Map.of("status", status));
                console
                    .browser()
                    .await(
                        b -> {
                          console.go("items/" + item);
                          return b.body().contains(words + " (" + status + ")");
                        });
                console.go("sites/" + customer.site()).sees(words + " (" + status + ")");
              });
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void whoCameBackIsNotToldToHaveStayedAway() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      String key = newSite();
      Customer customer = customer(key, receiver.base() + "/hook", newUser(), "Demo Bank");
      JsonNode link =
          customer
              .api()
              .call("get_bridge_connect_link", site.linkArguments(key, newUser()))
              .message();
      UUID request = UUID.fromString(link.path("request").asText());
      console.go("connections/" + request).sees("has not come back");
      int rows =
          database.change(
              "update connection_request set state = 'EXPIRED', returned_at = ?, settled_at = ?"
                  + " where id = ?",
              Instant.now().atOffset(ZoneOffset.UTC),
              Instant.now().atOffset(ZoneOffset.UTC),
              request);
      assertThat(rows).isEqualTo(1);
      console.go("connections/" + request).sees("Bridge gave no result");
      console.go("connections?request=" + request.toString().substring(1)).sees("Nothing matches");
      assertThat(console.browser().all("row")).isEmpty();
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void whatFailsBehindAClosedDialogIsTold() throws Exception {
    try (ConsoleSystem console = signedIn("en")) {
      console.go("alerts").browser().run(NOT_ARRIVED);
      console.click("test").click("confirm");
      console.browser().await(b -> b.run("return Boolean(window.fail)").equals(true));
      console.click("cancel").browser().await(b -> b.all("dialog").isEmpty());
      console.browser().run("window.fail()");
      console.sees("The server was not reached");
    }
  }

  @Test
  void theWayBackClosesADialog() throws Exception {
    try (ConsoleSystem console = signedIn("en")) {
      console.go("audit").click("nav-tokens").settled().click("create");
      console.browser().find("dialog");
      console.browser().run("history.back()");
      console.browser().await(b -> b.all("dialog").isEmpty() && b.address().endsWith("/audit"));
    }
  }

  /** In the dialog: the list behind it may filter by a field of the same name. */
  private static void fill(ConsoleSystem console, String field, String text) {
    WebElement input =
        console
            .browser()
            .find("dialog")
            .findElement(By.cssSelector("[data-test=field-" + field + "]"));
    input.clear();
    input.sendKeys(text);
  }

  /** Who presses Escape out of habit would have to rotate what nobody has used yet. */
  private static void keptOnlyByItsButton(ConsoleSystem console) {
    console.secrets();
    WebElement dialog = console.browser().find("dialog");
    dialog.sendKeys(Keys.ESCAPE);
    dialog.sendKeys(Keys.ESCAPE);
    assertThat(console.secrets()).isNotEmpty();
    dialog.findElement(By.cssSelector(".secret-row button")).click();
    console
        .browser()
        .await(b -> !dialog.findElement(By.cssSelector("[role=status]")).getText().isEmpty());
    console.click("close").browser().await(b -> b.all("dialog").isEmpty());
  }
}

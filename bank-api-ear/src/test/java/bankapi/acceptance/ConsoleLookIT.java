package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.ReceiverSystem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What the pages look like, to everybody. It does not depend on the server, and is seen once. */
@Tag("look")
class ConsoleLookIT extends AtTheConsoleIT {
  private static final Pattern FRENCH =
      Pattern.compile(
          "Paramètres|Nom|Où|Type|Sens|Corps|En cas d’échec|Réponse \\w+|, obligatoire");

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
      pages.put("users", "sites/" + customer.site() + "/users");
      pages.put("connections", "connections");
      pages.put("connection", "connections/" + customer.request());
      pages.put("items", "items");
      pages.put("item", "items/" + customer.itemId());
      pages.put("banks", "banks");
      pages.put("bank", "banks/" + providerOf(customer));
      pages.put("deliveries", "deliveries");
      pages.put("delivery", "deliveries/" + delivery);
      pages.put("targets", "deliveries/targets");
      pages.put("events", "events");
      pages.put("event", "events/" + event);
      pages.put("api-users", "api-users");
      pages.put("api-user", "api-users/" + customer.apiUser());
      pages.put("tokens", "tokens");
      pages.put("settings", "settings");
      pages.put("audit", "audit");
      pages.put("about", "about");
      pages.put("nothing-found", "deliveries?event=no.such.event");
      pages.put("no-such-page", "nowhere");
      pages.forEach(
          (name, address) ->
              console
                  .go(address)
                  .isUsableByAll(name)
                  .fits(name)
                  .browser()
                  .screenshot("console-" + name));
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** A wall in a control room. */
  @Test
  void nothingIsCutOffOrLostOnALargeScreen() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(200, "");
        ConsoleSystem console = signedIn("en")) {
      Customer customer = customer(newSite(), receiver.base() + "/hook", newUser(), "Demo Bank");
      Map<String, String> pages =
          Map.of("overview", "", "sites", "sites", "site", "sites/" + customer.site());
      pages.forEach(
          (name, address) -> {
            console.browser().screen(3840, 2160, false);
            console.go(address).browser().screenshot("console-" + name + "-4k");
            assertThat(console.browser().overhang()).as(name).isLessThanOrEqualTo(0);
            assertThat(
                    console
                        .browser()
                        .run(
                            "return document.getElementById('main').getBoundingClientRect().width"))
                .as("the width of what is read on %s", name)
                .asString()
                .satisfies(width -> assertThat(Double.parseDouble(width)).isBetween(1600d, 3800d));
          });
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
  void theReferenceShowsWhatIsAnsweredAndHowItFails() throws Exception {
    try (ConsoleSystem console = signedIn("en")) {
      console.go("openapi");
      WebElement details =
          console.browser().all("operation").stream()
              .filter(one -> one.getText().contains("bank_api.bridge.get_bridge_item_details"))
              .findFirst()
              .orElseThrow();
      details.findElement(By.tagName("summary")).click();
      assertThat(details.getText())
          .contains("item_id", "query, required")
          .contains("Answer 200", "way_out", "the method whose link the user needs")
          .contains("When it fails", "exc_type");
      console.isUsableByAll("openapi-operation").browser().screenshot("console-openapi-operation");
      assertThat(console.browser().all("operation"))
          .extracting(WebElement::getText)
          .contains("POST bank.outage A bank is down: nobody's items come through");
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** WCAG 3.1.2: a screen reader reads the document's English as English. */
  @Test
  void theReferenceIsFrenchAroundTheEnglishOfTheDocument() throws Exception {
    try (ConsoleSystem console = signedIn("fr")) {
      console.go("openapi");
      assertThat(console.browser().language()).isEqualTo("fr");
      assertThat(console.browser().body())
          .contains("sont en anglais", "Webhooks vers les sites")
          .contains("API des sites : données bancaires", "Adresses de webhooks");
      console.browser().all("operation").get(0).findElement(By.tagName("summary")).click();
      assertThat(texts(console, "[data-test=operation] :lang(en)"))
          .contains("A bank is down: nobody's items come through", "query", "string uuid")
          .contains("the account, by Bridge's id");
      assertThat(texts(console, "[data-test=operation] :lang(fr):not(code)"))
          .as("what is not marked")
          .contains("Paramètres", ", obligatoire")
          .allMatch(text -> FRENCH.matcher(text).matches());
      console.browser().screenshot("console-openapi-fr");
      assertThat(console.complaints()).isEmpty();
    }
  }

  @Test
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

  /** What stands in the elements themselves. */
  private static List<String> texts(ConsoleSystem console, String elements) {
    Object found =
        console
            .browser()
            .run(
                "return [...new Set([...document.querySelectorAll(arguments[0])]"
                    + ".flatMap(one => [...one.childNodes].filter(n => n.nodeType === 3))"
                    + ".map(text => text.textContent.trim()).filter(Boolean))]",
                elements);
    return ((List<?>) found).stream().map(String::valueOf).toList();
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

  private String anEvent() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> operator().get("events?limit=1").json().path("data").path(0).path("id").asText(),
            id -> !id.isEmpty());
  }
}

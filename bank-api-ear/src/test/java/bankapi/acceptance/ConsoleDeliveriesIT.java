package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.ChatSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.acceptance.system.ReceiverSystem;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** An operator for whose customers webhooks do not arrive, in a real browser. */
@Tag("console")
class ConsoleDeliveriesIT extends AtTheConsoleIT {

  /**
   * The file is kept in the page, and read from the server two rows at a time. Its ends of lines
   * (RFC 4180) are marked, for those do not come through the driver.
   */
  private static final String KEEPS_THE_FILE =
      "const real = window.fetch; window.parts = 0;"
          + " window.fetch = (address, how) => {"
          + " window.parts += String(address).includes('/deliveries?') ? 1 : 0;"
          + " return real(String(address).replace('limit=500', 'limit=2'), how); };"
          + " URL.createObjectURL = file => { file.arrayBuffer().then(bytes => window.file ="
          + " new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes).replaceAll('\\r\\n', '|'));"
          + " return '#'; };"
          + " HTMLAnchorElement.prototype.click = function () { window.fileName = this.download; };"
          + " return true";

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

  /** A site names its address itself, and some spreadsheets end a cell at a semicolon. */
  @Test
  void noCellOfAnExportedFileBeginsAFormula() throws Exception {
    try (ConsoleSystem console = signedIn("en")) {
      console.go("deliveries");
      assertThat(
              console
                  .browser()
                  .run(
                      "return import('/console/shared/csv.js').then(csv =>"
                          + " ['https://h.example/;=1+1', '=1+1', 'a;b', 'x\\n@y', '-5']"
                          + ".map(csv.cell).join(' | '))"))
          .isEqualTo("\"https://h.example/;'=1+1\" | '=1+1 | \"a;b\" | \"x\n'@y\" | -5");
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
      Awaitility.await().until(() -> operator().get(dead).json().path("data").size() == 2);
      console.go(dead).click("replay-many").sees("They are counted before anything happens");
      console.isUsableByAll("replay-many").click("confirm");
      console.sees("2 deliveries are sent again").click("confirm");
      console.sees("2 of 2");
      assertThat(console.settled().browser().address()).contains("/console/deliveries/runs/");
      assertThat(console.browser().find("state").getText()).isEqualTo("Finished");
      assertThat(console.browser().all("cancel-run")).isEmpty();
      assertThat(operator().get(dead).json().path("data")).isEmpty();
      String replay = console.browser().address().replaceAll(".*/", "");
      console.isUsableByAll("replay").browser().screenshot("console-replay");

      console.go("deliveries").click("runs").sees("2 of 2");
      console.isUsableByAll("runs").browser().screenshot("console-runs");
      isHalfWay(console);
      console.browser().all("row").get(0).findElement(By.tagName("a")).click();
      console.sees("1 of 2").sees("Running").browser().find("cancel-run");
      console.isUsableByAll("replay that runs");
      console.browser().run("window.halfWay = false; return true");
      console.sees("2 of 2").sees("Finished");
      assertThat(console.browser().all("cancel-run")).isEmpty();
      assertThat(console.browser().address()).endsWith("/" + replay);

      console.go(dead).click("replay-many").click("confirm").sees("no such delivery");
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** Of two users' items at one address, and of one of them at another. */
  @Test
  void thoseOfAnItemAndThoseOfAnAddressAreFoundFromTheirPages() throws Exception {
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("en")) {
      String key = newSite();
      Customer customer = customer(key, receiver.base() + "/hook/1", newUser(), "Demo Bank");
      connects(customer.api(), key, receiver.base() + "/hook/2", newUser(), "Demo Bank");
      String dead = "deliveries?state=dead&event=connection.succeeded&site_id=" + customer.site();
      Awaitility.await().until(() -> operator().get(dead).json().path("data").size() == 2);
      String item = "item_id=" + customer.itemId();

      console.go("items/" + customer.itemId()).click("deliveries").settled();
      assertThat(console.browser().address()).endsWith("/console/deliveries?" + item);
      assertThat(console.browser().all("row"))
          .as("and news of its accounts may come meanwhile")
          .hasSizeBetween(1, operator().get("deliveries?" + item).json().path("data").size());
      console.isUsableByAll("deliveries of an item");
      console.go(dead + "&item_id=0").click("replay-many").click("confirm");
      console.sees("no such delivery");
      console.go(dead + "&" + item).click("replay-many");
      assertThat(console.browser().find("dialog").getText()).contains("Address id");
      console.click("confirm").sees("1 delivery is sent again").click("confirm");
      console.sees("1 of 1");
      assertThat(console.settled().browser().body()).contains(customer.itemId());

      console.go("deliveries/targets?site_id=" + customer.site()).follow("/hook/2");
      assertThat(console.browser().address()).contains("/console/deliveries?target_id=");
      assertThat(console.browser().all("row")).isNotEmpty();
      console.browser().all("row").get(0).findElement(By.tagName("a")).click();
      console.settled().sees("/hook/2").click("of-target").settled();
      assertThat(console.browser().address()).contains("/console/deliveries?target_id=");

      console.go("items/" + customer.itemId()).click("events").settled();
      assertThat(console.browser().address()).endsWith("/console/events?" + item);
      assertThat(console.browser().all("row")).isNotEmpty();
      console.isUsableByAll("events of an item");
      console.browser().all("row").get(0).findElement(By.tagName("a")).click();
      console.settled().sees(key).sees(customer.itemId());
      console.go("sites/" + customer.site()).click("events").settled();
      assertThat(console.browser().address())
          .endsWith("/console/events?site_id=" + customer.site());
      assertThat(console.browser().all("row")).isNotEmpty();
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** By the keyboard alone, as whoever cannot use a mouse does it. */
  @Test
  void heldDeliveriesAreCancelledWithTheirNames() throws Exception {
    String key = newSite();
    try (ReceiverSystem receiver = new ReceiverSystem(410, "This address is closed.");
        ConsoleSystem console = signedIn("fr-FR,fr")) {
      Customer customer = customer(key, receiver.base() + "/hook/1", newUser(), "Demo Bank");
      Connection second =
          connects(customer.api(), key, receiver.base() + "/hook/2", newUser(), "Demo Bank");
      String gone = "webhook-targets?state=gone&site_id=" + customer.site();
      Awaitility.await().until(() -> operator().get(gone).json().path("data").size() == 2);
      for (String item : List.of(customer.itemId(), second.itemId())) {
        assertThat(operator().delete("items/" + item).status()).isBetween(200, 204);
      }
      String held = "deliveries?waiting=held&event=item.deleted&site_id=" + customer.site();
      console.go(held).browser().find("cancel-many").sendKeys(Keys.ENTER);
      console.sees("Ils sont comptés avant").browser().screenshot("console-cancel-many");
      console.isUsableByAll("cancel-many").browser().find("confirm").sendKeys(Keys.ENTER);
      console.sees("2 envois seront annulés").isUsableByAll("cancel-many, counted");
      console.browser().screenshot("console-cancel-many-counted");
      assertThat(operator().get(held).json().path("data")).as("only counted").hasSize(2);
      console.browser().find("confirm").sendKeys(Keys.ENTER);
      console.sees("2 sur 2").sees("Annulation groupée");
      assertThat(console.settled().browser().address()).contains("/console/deliveries/runs/");
      assertThat(console.browser().find("state").getText()).isEqualTo("Terminée");
      assertThat(operator().get(held).json().path("data")).isEmpty();
      console.isUsableByAll("cancellation");
      String page = console.browser().address().replaceAll(".*/console/", "");
      for (int width : new int[] {1280, 360}) {
        for (boolean dark : new boolean[] {false, true}) {
          console.browser().screen(width, 900, dark);
          console.go(page).sees("2 sur 2");
          console.browser().screenshot("console-cancellation-" + width + (dark ? "-dark" : ""));
        }
      }
      console.browser().screen(1280, 900, false);

      console.go("deliveries/runs?action=cancel").sees("2 sur 2").sees("Tout annuler");
      console.go(held).click("cancel-many").click("confirm").sees("Aucun envoi correspondant");
      console.go("audit?action=delivery.cancel-many").sees("waiting held");
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** Until it says otherwise, what the page hears of runs is that one of them is at work. */
  private static void isHalfWay(ConsoleSystem console) {
    console
        .browser()
        .run(
            "const real = window.fetch; window.halfWay = true; window.fetch = async (address, how)"
                + " => { const answer = await real(address, how);"
                + " if (!window.halfWay || !String(address).includes('delivery-runs/'))"
                + " return answer; const run = await answer.json();"
                + " return new Response(JSON.stringify({...run, state: 'running', done: 1,"
                + " finished_at: undefined})); }; return true");
  }

  @Test
  void aFileForASpreadsheetHasEveryRowAndNoFormula() throws Exception {
    String key = newSite();
    try (ConsoleSystem console = signedIn("en")) {
      String hook = site.base() + "/hook/" + key;
      Customer customer = customer(key, hook, newUser(), "Demo Bank");
      Connection second = connects(customer.api(), key, hook, newUser(), "Demo Bank");
      GatewayIT.Customer tenant = new GatewayIT.Customer(customer.api(), key);
      told(tenant, Long.parseLong(customer.itemId()));
      told(tenant, Long.parseLong(second.itemId()));
      String list = "deliveries?site_id=" + customer.site();
      List<String> ids = ids(list);
      assertThat(ids).hasSizeGreaterThan(2);
      List<String> words = List.of("=1+1", "a \"quoted\", word", "two\nlines");
      for (int i = 0; i < words.size(); i++) {
        database.change(
            "update delivery set last_error = ? where id = ?",
            words.get(i),
            UUID.fromString(ids.get(i)));
      }
      console.go(list).browser().run(KEEPS_THE_FILE);
      console.click("csv").sees(ids.size() + " rows exported");
      String file = (String) console.browser().await(b -> b.run("return window.file || null"));
      assertThat(console.browser().run("return window.fileName")).isEqualTo("deliveries.csv");
      assertThat(console.browser().run("return window.parts"))
          .as("parts")
          .isEqualTo((ids.size() + 1) / 2L);
      List<String> lines = List.of(file.split("\\|"));
      assertThat(lines.get(0))
          .as("with the mark by which spreadsheets know UTF-8")
          .startsWith("\ufeffid,site_id,site_key,target_id,item_id,event,")
          .endsWith(",last_status,last_error");
      assertThat(lines.subList(1, lines.size()))
          .extracting(line -> line.replaceAll("(?s),.*", ""))
          .isEqualTo(ids);
      assertThat(lines.get(1)).endsWith(",'=1+1");
      assertThat(lines.get(2)).endsWith(",\"a \"\"quoted\"\", word\"");
      assertThat(lines.get(3)).endsWith(",\"two\nlines\"");

      console.click("language").sees("Exporter en CSV").settled().browser().run(KEEPS_THE_FILE);
      console.click("csv").sees("lignes exportées");
      assertThat(console.browser().await(b -> b.run("return window.file || null")).toString())
          .as("as French spreadsheets expect it")
          .startsWith("\ufeffid;site_id;site_key;");
      assertThat(console.complaints()).isEmpty();
    }
  }

  private List<String> ids(String list) {
    return operator().get(list + "&limit=500").json().path("data").findValuesAsText("id");
  }
}

package bankapi.sandbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.sandbox.quickstart.RunningQuickstart;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** A person in front of the demo site, the bank's pages and the gateway, in a real browser. */
class DemoSiteBrowserIT {

  private static final String DEMO_BANK = "bank-574";

  private static RunningQuickstart running;

  @BeforeAll
  static void start() throws Exception {
    Chromium.assumeInstalled();
    running =
        RunningQuickstart.start(
            Path.of(System.getProperty("bankapi.jar", "../bank-api-micro/target/bank-api.jar")),
            Path.of("target/browser"));
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  private static void goToTheBank(Chromium browser, String user) {
    browser.open(running.sandbox("/site"));
    browser.type("user", user);
    browser.click("connect");
    browser.find("banks");
  }

  private static void logIn(Chromium browser, String login) {
    browser.click(DEMO_BANK);
    browser.type("login", login);
    browser.click("submit");
  }

  private static void shareAllAccounts(Chromium browser) {
    browser.find("accounts-form");
    browser.click("submit");
    browser.find("outcome-succeeded");
  }

  private static String queried(Chromium browser, String name) {
    return browser.find("query-" + name).getText();
  }

  @Test
  void connectsABankReadsItRenewsItAndDeletesIt() throws Exception {
    try (Chromium browser = Chromium.open("en")) {
      browser.open(running.sandbox("/site"));
      browser.screenshot("site");
      goToTheBank(browser, "alex@example.org");
      browser.screenshot("connect-banks");
      logIn(browser, "success");
      browser.find("accounts-form");
      browser.screenshot("connect-accounts");
      shareAllAccounts(browser);
      browser.screenshot("return-succeeded");
      assertThat(queried(browser, "success")).isEqualTo("true");
      assertThat(queried(browser, "bank")).isEqualTo("Demo Bank");
      String item = queried(browser, "item_id");
      String request = queried(browser, "request");
      assertThat(browser.find("outcome").getText()).contains(item, request, "succeeded");

      browser.click("webhooks");
      browser.reloadUntilItSays(request);
      browser.screenshot("webhooks");
      assertThat(browser.all("webhook"))
          .extracting(WebElement::getText)
          .filteredOn(text -> text.contains(request))
          .hasSize(1)
          .first()
          .asString()
          .contains("connection.succeeded", "✓ valid")
          .doesNotContain("not valid");

      browser.open(running.sandbox("/site"));
      browser.click("item-" + item);
      browser.find("accounts");
      browser.screenshot("item");
      assertThat(browser.all("account")).hasSizeGreaterThan(1);
      browser.click("transactions");
      browser.find("rows");
      browser.screenshot("transactions");
      assertThat(browser.all("row")).hasSizeGreaterThan(100);

      browser.open(running.sandbox("/site/items/" + item));
      browser.click("sca");
      browser.type("code", "123456");
      browser.screenshot("connect-code");
      browser.click("submit");
      browser.find("outcome-succeeded");
      assertThat(queried(browser, "item_id")).isEqualTo(item);
      assertThat(queried(browser, "request")).isNotEqualTo(request);

      browser.click("open-item");
      browser.click("delete");
      assertThat(browser.find("answer").getText()).contains(item, "deleted");
      browser.screenshot("deleted");
      assertThat(browser.complaints()).isEmpty();
      browser.open(running.sandbox("/site/items/" + item));
      browser.screenshot("refusal");
      assertThat(browser.find("refusal").getText()).isNotBlank();
    }
  }

  @Test
  void connectsInFrenchWithACode() throws Exception {
    try (Chromium browser = Chromium.open("fr-FR,fr")) {
      goToTheBank(browser, "camille@example.org");
      assertThat(browser.heading()).isEqualTo("Choisissez votre banque");
      logIn(browser, "otp");
      browser.type("code", "000000");
      browser.click("submit");
      shareAllAccounts(browser);
      assertThat(browser.language()).isEqualTo("fr");
      assertThat(browser.heading()).isEqualTo("Votre banque est connectée");
      assertThat(queried(browser, "success")).isEqualTo("true");
    }
  }

  @Test
  void saysWhatTheBankRefusedAndTheWayOutLeadsToSuccess() throws Exception {
    try (Chromium browser = Chromium.open("en")) {
      goToTheBank(browser, "robin@example.org");
      logIn(browser, "402");
      browser.find("problem");
      browser.screenshot("connect-problem");
      browser.click("finish");
      assertThat(browser.find("outcome-failed").getText()).contains("login details");
      browser.screenshot("return-failed");
      assertThat(queried(browser, "success")).isEqualTo("false");
      assertThat(queried(browser, "step")).isEqualTo("bank_creds_form");
      String item = queried(browser, "item_id");
      browser.click("way-out");
      browser.type("login", "success");
      browser.click("submit");
      browser.find("outcome-succeeded");
      assertThat(queried(browser, "item_id")).isEqualTo(item);
    }
  }

  @Test
  void saysThatNothingWasConnectedToAPersonWhoLeftEarlyAndLetsThemBeginAgain() throws Exception {
    try (Chromium browser = Chromium.open("en")) {
      goToTheBank(browser, "sasha@example.org");
      browser.click("leave");
      assertThat(browser.find("outcome-failed").getText()).contains("nothing was connected");
      browser.screenshot("return-left");
      assertThat(queried(browser, "success")).isEqualTo("false");
      assertThat(browser.all("query-item_id")).isEmpty();
      browser.click("way-out");
      browser.find("banks");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'fr-FR,fr', fr, Retour introuvable",
    "'en-GB,en', en, We cannot take you back",
    "'de,fr', en, We cannot take you back"
  })
  void tellsALostPersonWhatToDoInTheirLanguage(String languages, String lang, String heading)
      throws Exception {
    try (Chromium browser = Chromium.open(languages)) {
      browser.open(running.gateway("/api/connect/return?context=unknown"));
      assertThat(browser.heading()).isEqualTo(heading);
      assertThat(browser.language()).isEqualTo(lang);
      browser.screenshot("lost-" + lang);
      assertThat(browser.complaints()).noneMatch(complaint -> complaint.contains("style"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fitsATelephoneOnEveryPage(boolean dark) throws Exception {
    String look = dark ? "-dark" : "-light";
    try (Chromium browser = Chromium.open("fr-FR,fr").screen(360, 740, dark)) {
      browser.open(running.sandbox("/site"));
      fits(browser, "narrow-site" + look);
      goToTheBank(browser, "narrow" + look + "@example.org");
      fits(browser, "narrow-banks" + look);
      browser.click(DEMO_BANK);
      browser.find("login-form");
      fits(browser, "narrow-login" + look);
      browser.type("login", "success");
      browser.click("submit");
      browser.find("accounts-form");
      fits(browser, "narrow-accounts" + look);
      shareAllAccounts(browser);
      fits(browser, "narrow-return" + look);
      String request = queried(browser, "request");
      browser.click("open-item");
      browser.find("accounts");
      fits(browser, "narrow-item" + look);
      browser.click("transactions");
      browser.find("rows");
      fits(browser, "narrow-transactions" + look);
      browser.click("webhooks");
      browser.reloadUntilItSays(request);
      fits(browser, "narrow-webhooks" + look);
      browser.open(running.gateway("/api/connect/return?context=unknown"));
      fits(browser, "narrow-lost" + look);
    }
  }

  private static void fits(Chromium browser, String name) {
    browser.screenshot(name);
    assertThat(browser.overhang()).as(name).isZero();
  }
}

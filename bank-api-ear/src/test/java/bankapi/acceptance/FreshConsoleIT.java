package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.server.Bench;
import bankapi.acceptance.server.FreshGateway;
import bankapi.acceptance.server.Operators;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.ConsoleSystem;
import bankapi.sandbox.browser.Chromium;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The first day: whoever finds a list empty reads why, and goes on from there. */
@Tag("look")
class FreshConsoleIT {

  /** Every list but the audit, which knows of the login already, and how it begins to say why. */
  private static final Map<String, String> LISTS = new LinkedHashMap<>();

  static {
    LISTS.put("alerts", "Nothing is wrong");
    LISTS.put("sites", "No site yet");
    LISTS.put("connections", "No connection was asked for yet");
    LISTS.put("items", "No item yet");
    LISTS.put("banks", "No bank is connected yet");
    LISTS.put("deliveries", "No delivery yet");
    LISTS.put("deliveries/targets", "No address yet");
    LISTS.put(
        "deliveries/runs", "Nothing was done in bulk yet. It begins at the list of deliveries");
    LISTS.put("events", "Bridge has sent nothing yet");
    LISTS.put(
        "events/runs", "Nothing was done in bulk yet. It begins at the list of Bridge events");
    LISTS.put(
        "sites/runs", "Nothing was done in bulk yet. It begins at the users of a suspended site");
    LISTS.put("api-users", "No API user yet");
    LISTS.put("tokens", "Nobody has a token");
  }

  private static final Map<String, String> FILTERED =
      Map.of(
          "alerts?state=open", "alerts",
          "sites?search=none", "sites",
          "items?bank=none", "items",
          "deliveries?event=none", "deliveries",
          "events?type=none", "events",
          "tokens?operator=none", "tokens",
          "audit?actor=none", "audit");

  private final Set<String> followed = new HashSet<>();

  @Test
  void everyEmptyListSaysWhyAndWhatToDoNext() throws Exception {
    Chromium.assumeInstalled();
    try (FreshGateway fresh = new FreshGateway(Bench.only().bridge());
        ConsoleSystem english = signedIn(fresh, "en");
        ConsoleSystem french = signedIn(fresh, "fr")) {
      for (Map.Entry<String, String> list : LISTS.entrySet()) {
        assertThat(reasons(english.go(list.getKey())))
            .as(list.getKey())
            .singleElement()
            .asString()
            .startsWith(list.getValue());
        leadsOn(english, list.getKey());
        assertThat(reasons(french.go(list.getKey())))
            .as(list.getKey())
            .singleElement()
            .asString()
            .doesNotStartWith(list.getValue());
        leadsOn(french, list.getKey());
      }
      english.go("items").isUsableByAll("items, empty");
      assertThat(reasons(english.go(""))).as("no items").hasSize(1);
      assertThat(english.browser().find("no-sites").getText()).startsWith("No site yet");
      assertThat(english.browser().find("attention").getText())
          .as("what is wrong is said to whoever has no site, too")
          .isNotEmpty();
      filtersAreCleared(english, "Nothing matches these filters");
      filtersAreCleared(french, "Rien ne correspond à ces filtres");
      AdminSystem operator =
          AdminSystem.at(fresh.gateway()).login(Operators.OPERATOR, Operators.PASSWORD);
      whatIsNewSaysWhatItLacks(english, operator, "en");
      whatIsNewSaysWhatItLacks(french, operator, "fr");
      whoSuspendsAllHearsIt(english, operator);
      assertThat(english.complaints()).isEmpty();
      assertThat(french.complaints()).isEmpty();
    }
  }

  private static void filtersAreCleared(ConsoleSystem console, String reason) {
    for (Map.Entry<String, String> page : FILTERED.entrySet()) {
      assertThat(reasons(console.go(page.getKey())))
          .as(page.getKey())
          .singleElement()
          .asString()
          .startsWith(reason);
      console.click("clear-filters").settled();
      assertThat(console.browser().address()).endsWith("/console/" + page.getValue());
    }
  }

  /** A key without a site, then a site to which nothing has happened. */
  private void whatIsNewSaysWhatItLacks(
      ConsoleSystem console, AdminSystem operator, String language) {
    String user = created(operator, "api-users", Map.of("email", language + "@customer.example"));
    assertThat(reasons(console.go("api-users/" + user))).hasSize(1);
    leadsOn(console, "api user");
    String site =
        created(
            operator,
            "sites",
            Map.of("api_user_id", user, "site_key", language, "base_url", "https://erp.example"));
    assertThat(reasons(console.go("sites/" + site)))
        .as("items, addresses, deliveries, connections, time line")
        .hasSize(5);
    console.isUsableByAll("site, new").browser().screenshot("console-site-new-" + language);
    leadsOn(console, "site");
    assertThat(reasons(console.go("sites/" + site + "/users"))).hasSize(1);
    leadsOn(console, "users");
  }

  private static void whoSuspendsAllHearsIt(ConsoleSystem console, AdminSystem operator) {
    for (JsonNode site : operator.get("sites").json().path("data")) {
      operator.post("sites/" + site.path("id").asText() + "/suspend");
    }
    assertThat(console.go("").browser().find("attention").getText()).contains("No site is active");
    assertThat(console.browser().all("no-sites")).isEmpty();
  }

  private static String created(AdminSystem operator, String path, Map<String, ?> wish) {
    JsonNode made = AtTheConsoleIT.created(operator.post(path, wish));
    return made.path(path.equals("sites") ? "site" : "api_user").path("id").asText();
  }

  private static List<String> reasons(ConsoleSystem console) {
    return console.browser().all("empty").stream()
        .map(empty -> empty.findElement(By.tagName("p")).getText())
        .toList();
  }

  /** Each has a step, and each step that is a link leads to a page that is there. */
  private void leadsOn(ConsoleSystem console, String where) {
    for (WebElement steps : console.browser().all("next-step")) {
      assertThat(steps.findElements(By.cssSelector("a, button"))).as(where).isNotEmpty();
    }
    Set<String> links =
        console.browser().all("next-step").stream()
            .flatMap(steps -> steps.findElements(By.tagName("a")).stream())
            .map(link -> link.getDomAttribute("href"))
            .collect(Collectors.toSet());
    links.removeIf(link -> !followed.add(console.browser().language() + link));
    for (String link : links) {
      console.go(link.replaceFirst("^/console/", ""));
      assertThat(console.browser().all("failure")).as(where + " to " + link).isEmpty();
      assertThat(console.browser().heading())
          .as(where + " to " + link)
          .isNotIn("There is no such page", "Cette page n’existe pas");
    }
  }

  private static ConsoleSystem signedIn(FreshGateway fresh, String language) throws Exception {
    return ConsoleSystem.signedIn(
        fresh.gateway(), language, Operators.OPERATOR, Operators.PASSWORD);
  }
}

package bankapi.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.ConsoleSystem;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The console in the language and the time zone of whoever sits in front of it. */
@Tag("console")
class ConsoleLanguageIT extends AtTheConsoleIT {

  /** Kathmandu is 5 hours 45 minutes before UTC, so that neither hour nor minute fit by chance. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void timesAreTheViewersAndExactOnHover(String language) throws Exception {
    ZoneId zone = ZoneId.of("Asia/Kathmandu");
    String clock = language.equals("en") ? "h:mm:ss" : "HH:mm:ss";
    AdminSystem operator = operator();
    String email = "t-" + UUID.randomUUID() + "@customer.example";
    JsonNode user = created(operator.post("api-users", Map.of("email", email))).path("api_user");
    Instant made = Instant.parse(user.path("created_at").asText());
    try (ConsoleSystem console = signedIn(language)) {
      console.browser().timeZone(zone.getId());
      console.go("api-users/" + user.path("id").asText());
      WebElement time = console.browser().find("created").findElement(By.tagName("time"));
      assertThat(time.getText())
          .contains(DateTimeFormatter.ofPattern(clock, Locale.ROOT).format(made.atZone(zone)))
          .contains(String.valueOf(made.atZone(zone).getDayOfMonth()));
      assertThat(time.getDomAttribute("title"))
          .isEqualTo(
              DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'")
                  .format(made.atZone(ZoneOffset.UTC)));
      assertThat(Instant.parse(time.getDomAttribute("datetime"))).isEqualTo(made);

      console.go("audit?from=2026-03-28T23:30:00.000Z");
      assertThat(console.browser().find("field-from").getDomProperty("value"))
          .isEqualTo("2026-03-29T05:15");
      console.click("search").settled();
      assertThat(console.browser().address()).contains("from=2026-03-28T23%3A30%3A00.000Z");
      assertThat(console.complaints()).isEmpty();
    }
  }

  /** As the pages count: none is as many in English and as one in French. */
  @Test
  void oneThingIsNotNamedAsSeveral() throws Exception {
    String counts =
        "return import('/console/shared/i18n.js')"
            + ".then(i18n => [0, 1, 2, 1000000].map(n => i18n.plural('tokens.revoked', n)))";
    try (ConsoleSystem console = signedIn("en")) {
      assertThat((List<?>) console.browser().run(counts))
          .map(String::valueOf)
          .containsExactly(
              "0 tokens revoked",
              "1 token revoked",
              "2 tokens revoked",
              "1,000,000 tokens revoked");
      console.click("language").sees("Vue d’ensemble");
      assertThat((List<?>) console.browser().run(counts))
          .map(text -> String.valueOf(text).replaceAll("[\\h\u202f]", " "))
          .containsExactly(
              "0 jeton révoqué",
              "1 jeton révoqué",
              "2 jetons révoqués",
              "1 000 000 jetons révoqués");
    }
  }

  @Test
  void whatTheApiRefusesIsSaidInFrenchWhereItIsKnown() throws Exception {
    String said =
        "return import('/console/shared/i18n.js').then(i18n => ["
            + "\"Argument 'until' must be later than from\","
            + "\"Argument 'a' is required\","
            + "\"Delivery 7 is pending and cannot be replayed\","
            + "\"must start with https://\","
            + "\"Argument 'b' is (new)\","
            + "\"Bridge refused: must start with https://\""
            + "].map(text => i18n.said(text).join(' | ')))";
    try (ConsoleSystem console = signedIn("fr")) {
      assertThat((List<?>) console.browser().run(said))
          .map(text -> String.valueOf(text).replaceAll("[\\h\u202f]", " "))
          .containsExactly(
              "« until » doit être après « from » | ",
              "« a » est obligatoire | ",
              "Envoi 7 : état « pending », action « replayed » impossible | ",
              "doit commencer par https:// | ",
              "Argument 'b' is (new) | en",
              "Bridge refused: must start with https:// | en");
      console.click("language").sees("Overview");
      assertThat((List<?>) console.browser().run(said))
          .map(String::valueOf)
          .startsWith("Argument 'until' must be later than from | ");
    }
  }
}

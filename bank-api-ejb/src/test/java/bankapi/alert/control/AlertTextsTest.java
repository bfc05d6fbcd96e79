package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.alert.entity.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertTextsTest {

  private static final Pattern NAME = Pattern.compile("\\{[^}]*}");
  private static final Instant SINCE = Instant.parse("2026-03-29T01:30:00.123Z");

  @Test
  void bothLanguagesSayTheSame() {
    Properties english = AlertTexts.texts("en");
    Properties french = AlertTexts.texts("fr");
    assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames()).isNotEmpty();
    for (String key : english.stringPropertyNames()) {
      assertThat(names(french.getProperty(key))).as(key).isEqualTo(names(english.getProperty(key)));
      assertThat(french.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key));
    }
  }

  @Test
  void everyKindHasItsWords() {
    for (Alert.Kind kind : Alert.Kind.values()) {
      String key = kind.name().toLowerCase(Locale.ROOT);
      assertThat(AlertTexts.texts("en").stringPropertyNames())
          .contains(key + ".title", key + ".over")
          .anyMatch(name -> name.startsWith(key + ".text"));
    }
  }

  @Test
  void saysWhatSinceWhenForWhomAndWhereToLook() {
    AlertMessage message = TestAlerts.texts("en").message(List.of(suspended(null)));
    assertThat(message.subject()).isEqualTo("[Bank API] Problem: Webhooks do not reach a site");
    assertThat(message.text())
        .isEqualTo(
            "[Bank API] Problem: Webhooks do not reach a site. Site erp: https://erp.fr is"
                + " suspended. What is for it is held until it is resumed."
                + " Since 2026-03-29 01:30 UTC.\nhttps://bank.example.com/console/sites/1");
  }

  @Test
  void saysWhenItIsOver() {
    Instant ended = SINCE.plusSeconds(7200);
    assertThat(TestAlerts.texts("fr").message(List.of(suspended(ended))).text())
        .isEqualTo(
            "[Bank API] Terminé\u00a0: Les webhooks n’atteignent pas un site. Site erp\u00a0: les envois"
                + " vers https://erp.fr ont repris. Du 2026-03-29 01:30 UTC au 2026-03-29 03:30"
                + " UTC.\nhttps://bank.example.com/console/sites/1");
  }

  @Test
  void severalGoInOneMessage() {
    AlertMessage message =
        TestAlerts.texts("en").message(List.of(suspended(null), suspended(SINCE.plusSeconds(1))));
    assertThat(message.subject()).isEqualTo("[Bank API] 2 alerts");
    assertThat(message.parts()).hasSize(2);
  }

  @Test
  void anotherLanguageStopsTheStart() {
    assertThatThrownBy(() -> TestAlerts.texts("de"))
        .hasMessage("bankapi.alert.language must be en or fr");
  }

  /** A chat would make a call to everybody, a link or a picture of it. */
  @Test
  void whatOthersNamedCanDoNothingInAChat() {
    assertThat(PlainText.of("<!channel> @all [x](y) *b* `c` a@b.fr & \n#1"))
        .isEqualTo("__channel_ _all _x_(y) _b_ _c_ a_b.fr _ __1");
    assertThat(PlainText.of("Crédit d'Île-de-France 2")).isEqualTo("Crédit d'Île-de-France 2");
    assertThat(PlainText.of("x".repeat(101))).hasSize(100);
  }

  private static AlertFacts suspended(Instant ended) {
    return new AlertFacts(
        Alert.Kind.TARGET_FAILING,
        "suspended",
        "/sites/1",
        Map.of("site", "erp", "address", "https://erp.fr", "percent", "100"),
        SINCE,
        ended);
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

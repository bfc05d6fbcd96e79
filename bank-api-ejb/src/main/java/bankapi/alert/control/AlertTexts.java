package bankapi.alert.control;

import bankapi.alert.control.AlertMessage.Part;
import bankapi.alert.entity.Alert;
import bankapi.platform.control.PublicUrl;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says alerts in French or English. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class AlertTexts {

  static final String ENGLISH = "en";
  static final String FRENCH = "fr";

  private static final String SETTING = "bankapi.alert.language";
  private static final Map<String, Properties> TEXTS =
      Map.of(ENGLISH, read(ENGLISH), FRENCH, read(FRENCH));
  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** {@code en} or {@code fr}. */
  @Inject
  @ConfigProperty(name = SETTING, defaultValue = ENGLISH)
  String language;

  @Inject PublicUrl publicUrl;

  @PostConstruct
  void check() {
    if (!TEXTS.containsKey(language)) {
      throw new IllegalStateException(SETTING + " must be en or fr");
    }
  }

  /** The language of what is sent. */
  public String language() {
    return language;
  }

  /** One message about all of these, at least one. */
  AlertMessage message(List<AlertFacts> alerts) {
    String subject =
        alerts.size() == 1
            ? headline(alerts.get(0))
            : text(language, "several", Map.of("n", String.valueOf(alerts.size())));
    return new AlertMessage(subject, alerts.stream().map(this::part).toList());
  }

  /** What is sent to try the channels. */
  AlertMessage test() {
    String text = text(language, "test", Map.of());
    return new AlertMessage(text, List.of(new Part(text, link("/alerts"))));
  }

  private Part part(AlertFacts alert) {
    return new Part(
        headline(alert) + ". " + what(language, alert) + " " + span(language, alert),
        link(alert.path()));
  }

  private String headline(AlertFacts alert) {
    return text(
        language,
        alert.endedAt() == null ? "problem" : "over",
        Map.of("title", title(language, alert.kind())));
  }

  /** What kind of trouble it is, in a few words. */
  static String title(String language, Alert.Kind kind) {
    return text(language, key(kind) + ".title", Map.of());
  }

  /** What is or was wrong, and for whom. */
  static String what(String language, AlertFacts alert) {
    String state = alert.state().isEmpty() ? "" : "." + alert.state();
    String which = alert.endedAt() == null ? ".text" + state : ".over";
    return text(language, key(alert.kind()) + which, alert.details());
  }

  private static String span(String language, AlertFacts alert) {
    String since = TIME.format(alert.since());
    Instant ended = alert.endedAt();
    return ended == null
        ? text(language, "since", Map.of("since", since))
        : text(language, "span", Map.of("since", since, "until", TIME.format(ended)));
  }

  private String link(String path) {
    return publicUrl.resolve("/console" + path).toString();
  }

  private static String key(Alert.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static String text(String language, String key, Map<String, String> values) {
    Properties texts = Objects.requireNonNull(TEXTS.get(language), language);
    String text = Objects.requireNonNull(texts.getProperty(key), key);
    return NAME.matcher(text)
        .replaceAll(
            name ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(values.get(name.group(1)), name.group(1))));
  }

  static Properties texts(String language) {
    return Objects.requireNonNull(TEXTS.get(language), language);
  }

  private static Properties read(String language) {
    Properties texts = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                AlertTexts.class.getResourceAsStream("alerts_" + language + ".properties")),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}

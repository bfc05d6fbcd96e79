package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.item.control.ConsentStore;
import bankapi.item.control.ConsentStore.Ending;
import bankapi.item.control.OpenOutages;
import bankapi.item.control.OpenOutages.OpenOutage;
import bankapi.platform.control.LastSample;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Banks that are down, and consents that end soon. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class ItemAlerts implements AlertSource {

  private static final int MOST = 10_000;
  private static final int SITES_NAMED = 10;

  /** Operators hear of a consent so many days before its end. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.consent-days", defaultValue = "7")
  int consentDays;

  @Inject OpenOutages outages;
  @Inject ConsentStore consents;
  @Inject Clock clock;

  private LastSample<List<Condition>> ending;

  @PostConstruct
  void prepare() {
    ending = new LastSample<>(clock);
  }

  @Override
  public List<Sight> look() {
    Instant now = clock.instant();
    return List.of(
        new Sight(
            Alert.Kind.BANK_DOWN, now, outages.list().stream().map(ItemAlerts::bankDown).toList()),
        new Sight(Alert.Kind.CONSENTS_ENDING, now, ending.get().orElseGet(this::consentsEnding)));
  }

  private static Condition bankDown(OpenOutage outage) {
    String bank = Objects.requireNonNullElse(outage.bank(), "");
    return new Condition(
        String.valueOf(outage.providerId()),
        outage.since(),
        0,
        bank.isEmpty() ? "unnamed" : "named",
        "/banks/" + outage.providerId(),
        Map.of(
            "bank",
            PlainText.of(bank),
            "provider",
            String.valueOf(outage.providerId()),
            "sites",
            String.valueOf(outage.sites())));
  }

  /** Asked for once a minute. */
  private List<Condition> consentsEnding() {
    Instant now = clock.instant();
    Instant until = now.plus(Duration.ofDays(consentDays));
    List<Ending> found = consents.ending(until, MOST);
    List<Condition> conditions = found.isEmpty() ? List.of() : List.of(summary(found, until));
    ending.set(conditions);
    return conditions;
  }

  /** The level is the last day in sight: it rises once a day at most, when others have joined. */
  private Condition summary(List<Ending> found, Instant until) {
    Map<String, List<Ending>> bySite =
        found.stream()
            .collect(
                Collectors.groupingBy(Ending::siteKey, LinkedHashMap::new, Collectors.toList()));
    String list =
        bySite.entrySet().stream()
            .limit(SITES_NAMED)
            .map(site -> PlainText.of(site.getKey()) + " (" + words(site.getValue()) + ")")
            .collect(Collectors.joining(", "));
    return new Condition(
        "",
        found.get(0).end().minus(Duration.ofDays(consentDays)),
        Math.toIntExact(day(found.get(found.size() - 1).end()).toEpochDay()),
        "",
        "/items?deleted=false&consent_ends_from=%s&consent_ends_before=%s"
            .formatted(seconds(until.minus(Duration.ofDays(consentDays))), seconds(until)),
        Map.of(
            "total",
            String.valueOf(found.size()),
            "days",
            String.valueOf(consentDays),
            "sites",
            String.valueOf(bySite.size()),
            "list",
            bySite.size() > SITES_NAMED ? list + ", …" : list));
  }

  private static Instant seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String words(List<Ending> ofSite) {
    return ofSite.size() + ": " + day(ofSite.get(0).end());
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}

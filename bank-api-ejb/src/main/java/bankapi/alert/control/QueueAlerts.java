package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.delivery.control.DeliveryCounts;
import bankapi.delivery.control.DeliveryWatch;
import bankapi.event.control.EventCounts;
import bankapi.event.control.EventWatch;
import bankapi.event.control.SilentItems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What waits for too long: webhooks to sites, webhooks of Bridge, and Bridge's next word. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class QueueAlerts implements AlertSource {

  /** A webhook to a site should not wait longer for its attempt. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.delivery-due-after", defaultValue = "PT15M")
  Duration deliveryDueAfter;

  /** A webhook of Bridge should not lie about for longer. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.event-waiting-after", defaultValue = "PT15M")
  Duration eventWaitingAfter;

  @Inject DeliveryWatch deliveries;
  @Inject EventWatch events;
  @Inject SilentItems silent;
  @Inject Clock clock;

  @Override
  public List<Sight> look() {
    Optional<EventCounts> counted = events.counts();
    return List.of(
        deliveries
            .counts()
            .map(this::deliveriesLate)
            .orElse(Sight.unknown(Alert.Kind.DELIVERIES_LATE)),
        counted.map(this::eventsLate).orElse(Sight.unknown(Alert.Kind.EVENTS_LATE)),
        counted.map(this::bridgeSilent).orElse(Sight.unknown(Alert.Kind.BRIDGE_SILENT)));
  }

  private Sight deliveriesLate(DeliveryCounts counts) {
    Instant oldest = counts.oldestDue();
    return sight(
        Alert.Kind.DELIVERIES_LATE,
        oldest != null && deliveries.behind(counts).compareTo(deliveryDueAfter) >= 0,
        new Condition(
            "",
            oldest,
            0,
            "",
            "/deliveries?waiting=due",
            Map.of("due", String.valueOf(counts.due()))));
  }

  private Sight eventsLate(EventCounts counts) {
    return sight(
        Alert.Kind.EVENTS_LATE,
        counts.waiting() > 0 && events.behind(counts).compareTo(eventWaitingAfter) >= 0,
        new Condition(
            "",
            counts.oldestWaiting(),
            0,
            "",
            "/events?state=waiting",
            Map.of("waiting", String.valueOf(counts.waiting()))));
  }

  private Sight bridgeSilent(EventCounts counts) {
    Duration silence = counts.silence().silentFor();
    return sight(
        Alert.Kind.BRIDGE_SILENT,
        silence.compareTo(silent.silentAfter()) >= 0,
        new Condition(
            "",
            clock.instant().minus(silence),
            0,
            "",
            "/events",
            Map.of("hours", String.valueOf(silence.toHours()))));
  }

  private Sight sight(Alert.Kind kind, boolean wrong, Condition condition) {
    return new Sight(kind, clock.instant(), wrong ? List.of(condition) : List.of());
  }
}

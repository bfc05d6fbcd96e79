package bankapi.console.control;

import bankapi.connection.control.ConnectionAdmin;
import bankapi.connection.control.ConnectionEvents;
import bankapi.connection.control.ConnectionView;
import bankapi.console.control.Timeline.Step;
import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.DeliveryView;
import bankapi.delivery.control.KnownDeliveries;
import bankapi.event.control.EventAdmin;
import bankapi.event.control.EventView;
import bankapi.platform.control.GatewayException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Store: what support opens when a customer calls. Of Bridge's webhooks it looks at those from the
 * opening of the request until a day after it was settled or given up.
 */
@Stateless
public class Timelines {

  private static final Duration AFTERWARDS = Duration.ofDays(1);

  @Inject ConnectionAdmin connections;
  @Inject EventAdmin events;
  @Inject KnownDeliveries known;
  @Inject Deliveries deliveries;

  /**
   * @throws GatewayException NOT_FOUND
   */
  public Timeline of(UUID request) {
    ConnectionView connection = connections.find(request);
    Instant from = connection.openedAt();
    Instant settled = connection.settledAt();
    Instant until = (settled == null ? connection.expiresAt() : settled).plus(AFTERWARDS);
    List<Step> steps = new ArrayList<>(ofRequest(connection));
    if (connection.itemId() != null) {
      events.ofItem(connection.itemId(), from, until).forEach(event -> add(steps, event));
    }
    known
        .of(connection.siteId(), ConnectionEvents.dedupKeys(request))
        .forEach(delivery -> add(steps, delivery));
    steps.sort(Comparator.comparing(Step::at));
    return new Timeline(connection, steps);
  }

  private static List<Step> ofRequest(ConnectionView of) {
    List<Step> steps = new ArrayList<>();
    steps.add(TimelineSteps.opened(of));
    TimelineSteps.linked(of).ifPresent(steps::add);
    TimelineSteps.returned(of).ifPresent(steps::add);
    TimelineSteps.settled(of).ifPresent(steps::add);
    return steps;
  }

  private static void add(List<Step> steps, EventView event) {
    steps.add(TimelineSteps.received(event));
    TimelineSteps.processed(event).ifPresent(steps::add);
  }

  private void add(List<Step> steps, DeliveryView delivery) {
    steps.add(TimelineSteps.created(delivery));
    deliveries
        .attempts(delivery.id())
        .forEach(attempt -> steps.add(TimelineSteps.attempted(delivery.id(), attempt)));
  }
}

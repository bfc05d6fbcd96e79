package bankapi.console.control;

import bankapi.connection.control.ConnectionView;
import bankapi.console.control.Timeline.Step;
import bankapi.delivery.control.DeliveryAttemptView;
import bankapi.delivery.control.DeliveryView;
import bankapi.event.control.EventView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened, as the steps of a story; empty where it has not. */
final class TimelineSteps {

  private TimelineSteps() {}

  static Step opened(ConnectionView of) {
    return new Step(of.openedAt(), "request.opened", of.bank(), of.request(), null, null);
  }

  static Optional<Step> linked(ConnectionView of) {
    return request(of, of.linkedAt(), "session.opened", null, null);
  }

  static Optional<Step> returned(ConnectionView of) {
    return request(of, of.returnedAt(), "browser.returned", of.step(), null);
  }

  static Optional<Step> settled(ConnectionView of) {
    return request(of, of.settledAt(), "request." + of.state(), of.step(), of.status());
  }

  private static Optional<Step> request(
      ConnectionView of,
      @Nullable Instant at,
      String kind,
      @Nullable String text,
      @Nullable Integer status) {
    return Optional.ofNullable(at)
        .map(then -> new Step(then, kind, text, of.request(), status, null));
  }

  static Step received(EventView event) {
    return new Step(event.receivedAt(), "event.received", event.type(), event.id(), null, null);
  }

  static Optional<Step> processed(EventView event) {
    return Optional.ofNullable(event.processedAt())
        .map(
            at ->
                new Step(at, "event." + event.state(), event.lastError(), event.id(), null, null));
  }

  static Step created(DeliveryView delivery) {
    return new Step(
        delivery.createdAt(), "delivery.created", delivery.event(), delivery.id(), null, null);
  }

  static Step attempted(UUID delivery, DeliveryAttemptView attempt) {
    return new Step(
        attempt.attemptedAt(),
        "delivery.attempt",
        attempt.error() == null ? attempt.outcome() : attempt.error(),
        delivery,
        attempt.status(),
        attempt.excerpt());
  }
}

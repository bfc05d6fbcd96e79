package bankapi.console.control;

import bankapi.connection.control.ConnectionView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The whole story of one connection.
 *
 * @param steps the oldest first
 */
public record Timeline(ConnectionView connection, List<Step> steps) {

  /**
   * One thing that happened.
   *
   * @param kind {@code request.opened}, {@code session.opened}, {@code browser.returned}, {@code
   *     event.received}, {@code event.done}, {@code event.failed}, {@code request.succeeded},
   *     {@code request.failed}, {@code request.expired}, {@code delivery.created} or {@code
   *     delivery.attempt}
   * @param id of the connection request, the event or the delivery
   * @param status the HTTP status a site answered, or Bridge's status of the item
   * @param excerpt the beginning of what a site answered where it was not 2xx
   */
  public record Step(
      Instant at,
      String kind,
      @Nullable String text,
      @Nullable UUID id,
      @Nullable Integer status,
      @Nullable String excerpt) {}
}

package bankapi.delivery.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How attempts to deliver went over time.
 *
 * @param until the last step may end after it; nothing after it is counted
 * @param step how long each is
 * @param data one for each step, the oldest first, also where nothing was attempted
 */
public record DeliverySeries(Instant from, Instant until, Duration step, List<Point> data) {

  /**
   * Attempts in one step.
   *
   * @param at its beginning
   * @param delivered the receiver took it
   * @param failed another attempt follows
   * @param dead the delivery was given up
   */
  public record Point(Instant at, long delivered, long failed, long dead) {}
}

package bankapi.delivery.control;

import java.time.Duration;
import java.util.List;

/**
 * When attempts are made: the schedule that Standard Webhooks recommends, about three days long,
 * with a spread so that those that failed together do not come back together. The only source of
 * these numbers; {@code docs/webhooks.md} is compared with it by a test.
 */
public final class DeliverySchedule {

  /** How long before the attempt of this place, counted from the end of the one before it. */
  public static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** The longest time that {@code Retry-After} may put an attempt off. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** By which share a pause may be shorter or longer, at random. */
  public static final double SPREAD = 0.2;

  private DeliverySchedule() {}
}

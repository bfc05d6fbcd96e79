package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/**
 * The one clock: UTC, ticking in milliseconds, so that what is written is what is read back from
 * any database.
 */
@ApplicationScoped
public class ClockProducer {

  @Produces
  public Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
  }
}

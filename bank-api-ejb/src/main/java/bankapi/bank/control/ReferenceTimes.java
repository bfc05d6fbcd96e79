package bankapi.bank.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long what Bridge said about banks and categories is believed. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class ReferenceTimes {

  private static final Duration RETRY = Duration.ofMinutes(1);

  /** How long a bank or the categories are not read again. */
  @Inject
  @ConfigProperty(name = "bankapi.bank.fresh-for", defaultValue = "PT24H")
  Duration freshFor;

  /** How long what Bridge does not have is not asked for again. */
  @Inject
  @ConfigProperty(name = "bankapi.bank.unknown-for", defaultValue = "PT1H")
  Duration unknownFor;

  @Inject Clock clock;

  Instant now() {
    return clock.instant();
  }

  /** Until when an answer read now is good. */
  Instant goodUntil(boolean exists) {
    return now().plus(exists ? freshFor : unknownFor);
  }

  /** Until when an old answer is given out before Bridge, which could not be asked, is tried. */
  Instant retryAt() {
    return now().plus(RETRY);
  }
}

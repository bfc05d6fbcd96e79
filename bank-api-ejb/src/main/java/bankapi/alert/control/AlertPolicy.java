package bankapi.alert.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * When an alert opens and when it is over, and how often telling it is tried. What comes and goes
 * must hold for a while before anybody is told, both ways. Pure but for its settings.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class AlertPolicy {

  /** After so long without a look nobody knows whether it held all the time. */
  private static final Duration UNWATCHED = Duration.ofMinutes(2);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
  private static final int MOST_DOUBLINGS = 10;

  /** How long something must be wrong before operators are told. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.open-after", defaultValue = "PT2M")
  Duration openAfter;

  /** How long it must be gone before they are told that it is over. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.close-after", defaultValue = "PT10M")
  Duration closeAfter;

  /** How long telling a channel is tried. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.give-up-after", defaultValue = "PT24H")
  Duration giveUpAfter;

  /** Whether the watch over something must begin again. */
  boolean isUnwatched(Instant seenAt, Instant now) {
    return seenAt.plus(UNWATCHED).isBefore(now);
  }

  boolean opens(Instant watchedSince, Instant now) {
    return !watchedSince.plus(openAfter).isAfter(now);
  }

  /**
   * @param seenAt when it was last so
   */
  boolean ends(Instant seenAt, Instant now) {
    return !seenAt.plus(closeAfter).isAfter(now);
  }

  /**
   * @param attempts made in vain before this one
   * @param dueAt since when there is something to tell
   * @param asked when the channel wants to be asked again; it puts the next attempt off by half an
   *     hour at most
   * @return when to try again; null: given up
   */
  @Nullable Instant next(int attempts, Instant dueAt, Instant now, Instant asked) {
    Instant own = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS)));
    Instant latest = now.plus(LONGEST_PAUSE);
    Instant wanted = asked.isAfter(own) ? asked : own;
    Instant next = wanted.isAfter(latest) ? latest : wanted;
    return next.isAfter(dueAt.plus(giveUpAfter)) ? null : next;
  }
}

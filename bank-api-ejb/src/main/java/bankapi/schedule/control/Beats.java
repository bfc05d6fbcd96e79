package bankapi.schedule.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When this node's timers went off last, and which rounds are under way. */
@ApplicationScoped
public class Beats {

  @Inject Clock clock;

  private final Map<String, Instant> underWay = new ConcurrentHashMap<>();
  private volatile Instant last = Instant.MAX;

  /** The time until the first beat counts from here. */
  @PostConstruct
  void prepare() {
    last = clock.instant();
  }

  void beat() {
    last = clock.instant();
  }

  /**
   * @return false where the same round is still under way
   */
  boolean begin(String round) {
    return underWay.putIfAbsent(round, clock.instant()) == null;
  }

  void end(String round) {
    underWay.remove(round);
  }

  /** How long ago a timer went off. */
  public Duration silence() {
    return Duration.between(last, clock.instant());
  }

  /** The round that has been under way for longest, if it is for longer than this. */
  public Optional<String> longerThan(Duration time) {
    Instant before = clock.instant().minus(time);
    return underWay.entrySet().stream()
        .filter(round -> round.getValue().isBefore(before))
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }
}

package bankapi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What stands in the log once a minute at most, however often strangers or a fault under load cause
 * it: nobody can fill the disk. Of many kinds the newest are kept back, so that this does not grow.
 */
@ApplicationScoped
public class RareLines {

  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int KINDS = 200;

  @Inject Clock clock;

  private final Map<String, Said> lines = new HashMap<>();

  private record Said(Instant at, long keptBack) {
    private boolean isFresh(Instant now) {
      return at.plus(QUIET).isAfter(now);
    }
  }

  /**
   * @param line never made of what a stranger sends
   * @return how often it was kept back since it was said last; empty: it is kept back now too
   */
  public OptionalLong due(String line) {
    Instant now = clock.instant();
    synchronized (lines) {
      Said last = lines.get(line);
      if (last != null && last.isFresh(now)) {
        lines.put(line, new Said(last.at(), last.keptBack() + 1));
        return OptionalLong.empty();
      }
      if (last == null && lines.size() >= KINDS) {
        lines.values().removeIf(said -> !said.isFresh(now));
        if (lines.size() >= KINDS) {
          return OptionalLong.empty();
        }
      }
      lines.put(line, new Said(now, 0));
      return OptionalLong.of(last == null ? 0 : last.keptBack());
    }
  }
}

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
 * Lines of the log that strangers can cause as often as they like: each once a minute, with how
 * often it was kept back, so that nobody can fill the disk.
 */
@ApplicationScoped
public class RareLines {

  private static final Duration QUIET = Duration.ofMinutes(1);

  @Inject Clock clock;

  private final Map<String, Said> lines = new HashMap<>();

  private record Said(Instant at, long keptBack) {}

  /**
   * @param line one of a few, never made of what a stranger sends
   * @return how often it was kept back since it was said last; empty: it is kept back now too
   */
  public OptionalLong due(String line) {
    Instant now = clock.instant();
    synchronized (lines) {
      Said last = lines.get(line);
      if (last != null && last.at().plus(QUIET).isAfter(now)) {
        lines.put(line, new Said(last.at(), last.keptBack() + 1));
        return OptionalLong.empty();
      }
      lines.put(line, new Said(now, 0));
      return OptionalLong.of(last == null ? 0 : last.keptBack());
    }
  }
}

package bankapi.sandbox.bridge;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bridge's documented limits, each counted over a sliding window. */
final class RateLimits {

  private static final int APPLICATION = 2_000;
  private static final Duration APPLICATION_WINDOW = Duration.ofMinutes(5);
  private static final int USER = 60;
  private static final int TOKEN_CALLS = 10;
  private static final int MANAGEMENT_FLOWS = 4;
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final Clock clock;
  private final Map<String, Deque<Long>> windows = new ConcurrentHashMap<>();

  RateLimits(Clock clock) {
    this.clock = clock;
  }

  void reset() {
    windows.clear();
  }

  boolean application() {
    return take("application", APPLICATION, APPLICATION_WINDOW);
  }

  boolean user(User user) {
    return take("user " + user.uuid(), USER, MINUTE);
  }

  boolean tokenCall(User user) {
    return take("token " + user.uuid(), TOKEN_CALLS, MINUTE);
  }

  /** Always holds: four sessions that manage an item in 24 hours. */
  boolean managementFlow(long itemId) {
    return take("item " + itemId, MANAGEMENT_FLOWS, Duration.ofHours(24));
  }

  private boolean take(String key, int limit, Duration window) {
    Deque<Long> times = windows.computeIfAbsent(key, k -> new ArrayDeque<>());
    long now = clock.millis();
    synchronized (times) {
      while (!times.isEmpty() && times.peekFirst() <= now - window.toMillis()) {
        times.removeFirst();
      }
      if (times.size() >= limit) {
        return false;
      }
      times.addLast(now);
      return true;
    }
  }
}

package bankapi.bridge.control;

import bankapi.bridge.control.BudgetLeases.Kind;
import bankapi.platform.control.GatewayException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps all nodes together below Bridge's limits of 60 requests and 10 token calls per user and
 * minute. Requests are leased from the database: one by one where a user is seldom asked for, in
 * growing blocks while it is asked for often. What a node leased and did not use within {@link
 * #GOOD_FOR} it gives up. So a minute at Bridge never sees more than what was leased in a minute
 * and {@link #GOOD_FOR}, and the rate is set so that this is the limit, however many nodes there
 * are.
 */
@ApplicationScoped
public class UserBudget {

  private static final Logger LOGGER = System.getLogger(UserBudget.class.getName());
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final int LARGEST_BLOCK = 8;

  /** Waits; a test's own moves its clock. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** What this node holds of a user's requests. */
  private static final class Held {
    private int requests;
    private int block = 1;
    private int waiting;
    private Instant leasedAt = Instant.MIN;

    /** Which place the caller has among those who wait. */
    synchronized int join() {
      return ++waiting;
    }

    synchronized void leave() {
      waiting--;
    }

    boolean take(Instant now) {
      boolean good = requests > 0 && now.isBefore(leasedAt.plus(GOOD_FOR));
      requests = good ? requests - 1 : 0;
      return good;
    }

    int nextBlock(Instant now) {
      boolean busy = leasedAt != Instant.MIN && now.isBefore(leasedAt.plus(GOOD_FOR));
      block = busy ? Math.min(LARGEST_BLOCK, block * 2) : 1;
      return block;
    }
  }

  /** Requests of one user in any minute; Bridge's own limit is 60. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.requests-per-user-and-minute", defaultValue = "50")
  int requests;

  /** Token calls of one user in any minute; Bridge's own limit is 10. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.tokens-per-user-and-minute", defaultValue = "8")
  int tokens;

  @Inject BudgetLeases leases;
  @Inject Clock clock;

  Pause pause = time -> Thread.sleep(time.toMillis());

  private final Cache<UUID, Held> users =
      Caffeine.newBuilder().expireAfterAccess(MINUTE.multipliedBy(10)).build();

  /**
   * Waits until the user may be asked for.
   *
   * @param background whether nobody waits for the answer: then it is refused at once, and where a
   *     quarter of the burst is not left for those who do
   * @throws GatewayException TOO_MANY_REQUESTS as soon as it is known that it would be after the
   *     deadline
   */
  public void takeRequest(UUID user, boolean background, Instant deadline) {
    Held held = users.get(user, u -> new Held());
    if (background) {
      int spare = Math.max(1, burst(requests) - burst(requests) / 4);
      if (leases.leaseOfUser(user, Kind.REQUESTS, clock.instant(), 1, micros(requests), spare)
          == 0) {
        throw BridgeFailures.tooMany(interval(requests));
      }
      return;
    }
    take(held, requests, deadline, () -> fromBlock(user, held));
  }

  /** The same for a call that asks for a token. */
  public void takeToken(UUID user, Instant deadline) {
    take(
        users.get(user, u -> new Held()),
        tokens,
        deadline,
        () ->
            leases.leaseOfUser(user, Kind.TOKENS, clock.instant(), 1, micros(tokens), burst(tokens))
                == 1);
  }

  private interface Attempt {
    boolean succeeds();
  }

  private void take(Held held, int limit, Instant deadline, Attempt attempt) {
    Duration interval = interval(limit);
    Duration step = interval.dividedBy(4);
    Duration turn = interval.multipliedBy(held.join());
    try {
      for (boolean first = true; !granted(attempt); first = false) {
        Duration wait = first ? turn : step;
        if (clock.instant().plus(wait).isAfter(deadline)) {
          throw BridgeFailures.tooMany(turn);
        }
        pause.of(step);
      }
    } catch (InterruptedException e) {
      throw BridgeFailures.interrupted(e);
    } finally {
      held.leave();
    }
  }

  /** Whoever waits here waits on: the database may be back before the deadline. */
  private static boolean granted(Attempt attempt) {
    try {
      return attempt.succeeds();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "No requests leased: the database does not answer", e);
      return false;
    }
  }

  private boolean fromBlock(UUID user, Held held) {
    synchronized (held) {
      Instant now = clock.instant();
      if (held.take(now)) {
        return true;
      }
      int block = Math.min(held.nextBlock(now), burst(requests));
      int leased =
          leases.leaseOfUser(user, Kind.REQUESTS, now, block, micros(requests), burst(requests));
      if (leased > 0) {
        held.requests = leased - 1;
        held.leasedAt = now;
      }
      return leased > 0;
    }
  }

  /** Two fifths may be used at once, the rest flows. */
  private static int burst(int limit) {
    return Math.max(1, limit * 2 / 5);
  }

  private static Duration interval(int limit) {
    return MINUTE.plus(GOOD_FOR).dividedBy(Math.max(1, limit - burst(limit)));
  }

  private static long micros(int limit) {
    return interval(limit).toNanos() / 1000;
  }
}

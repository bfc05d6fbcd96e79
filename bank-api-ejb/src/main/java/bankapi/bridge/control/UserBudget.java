package bankapi.bridge.control;

import bankapi.platform.control.GatewayException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps each Bridge user below Bridge's limits of 60 requests and 10 token calls a minute. Kept in
 * memory: each node counts its own calls.
 */
@ApplicationScoped
public class UserBudget {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private record Buckets(Bucket requests, Bucket tokens) {}

  /** Requests of one user in any minute; Bridge's own limit is 60. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.requests-per-user-and-minute", defaultValue = "50")
  int requests;

  /** Token calls of one user in any minute; Bridge's own limit is 10. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.tokens-per-user-and-minute", defaultValue = "8")
  int tokens;

  @Inject Clock clock;

  BlockingStrategy waiting = BlockingStrategy.PARKING;

  /** A bucket that nobody asked for in ten minutes is full again, so nothing is lost with it. */
  private final Cache<UUID, Buckets> users =
      Caffeine.newBuilder().expireAfterAccess(MINUTE.multipliedBy(10)).build();

  /**
   * Waits until the user may be asked for.
   *
   * @throws GatewayException TOO_MANY_REQUESTS at once where that is after the deadline
   */
  public void takeRequest(UUID user, Instant deadline) {
    take(buckets(user).requests(), deadline);
  }

  /** The same for a call that asks for a token. */
  public void takeToken(UUID user, Instant deadline) {
    take(buckets(user).tokens(), deadline);
  }

  private void take(Bucket bucket, Instant deadline) {
    long patience = Math.max(1, Duration.between(clock.instant(), deadline).toNanos());
    try {
      if (!bucket.asBlocking().tryConsume(1, patience, waiting)) {
        throw BridgeFailures.tooMany(
            Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
      }
    } catch (InterruptedException e) {
      throw BridgeFailures.interrupted(e);
    }
  }

  private Buckets buckets(UUID user) {
    return users.get(user, u -> new Buckets(bucket(requests), bucket(tokens)));
  }

  /** Two fifths may be used at once, the rest flows: no minute ever sees more than the limit. */
  private Bucket bucket(int limit) {
    int burst = Math.max(1, limit * 2 / 5);
    return Bucket.builder()
        .addLimit(b -> b.capacity(burst).refillGreedy(Math.max(1, limit - burst), MINUTE))
        .withCustomTimePrecision(
            new TimeMeter() {
              @Override
              public long currentTimeNanos() {
                return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
              }

              @Override
              public boolean isWallClockBased() {
                return true;
              }
            })
        .build();
  }
}

package bankapi.site.control;

import bankapi.platform.control.GatewayException;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often one API user may call, how many of its calls and of all calls may be under way at once,
 * and how often somebody may guess a secret; counted in the memory of this node.
 */
@ApplicationScoped
public class CallLimits {

  private static final int REMEMBERED = 100_000;

  /** Calls of one API user per minute and node. */
  @Inject
  @ConfigProperty(name = "bankapi.site.calls-per-minute", defaultValue = "600")
  int callsPerMinute;

  /** Calls of one API user that may be under way at the same time on a node, long answers too. */
  @Inject
  @ConfigProperty(name = "bankapi.site.calls-at-once", defaultValue = "16")
  int callsAtOnce;

  /**
   * Calls of all API users that may be under way at the same time on a node: fewer than the server
   * has threads for requests, so that some are left for Bridge's webhooks, for browsers and health.
   */
  @Inject
  @ConfigProperty(name = "bankapi.site.all-calls-at-once", defaultValue = "48")
  int allCallsAtOnce;

  /** Wrong secrets for one key from one address in a quarter of an hour. */
  @Inject
  @ConfigProperty(name = "bankapi.site.guesses", defaultValue = "20")
  int guesses;

  private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger allUnderWay = new AtomicInteger();
  private LoadingCache<String, Bucket> calls = cache(1, Duration.ofMinutes(1));
  private LoadingCache<String, Bucket> failures = cache(1, Duration.ofMinutes(15));

  @PostConstruct
  void start() {
    calls = cache(callsPerMinute, Duration.ofMinutes(1));
    failures = cache(guesses, Duration.ofMinutes(15));
  }

  /**
   * @throws GatewayException TOO_MANY_REQUESTS when the API user calls too often
   */
  public void called(ApiCaller caller) {
    ConsumptionProbe probe = calls.get(caller.apiKey()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw tooOften("This API user calls too often", probe.getNanosToWaitForRefill());
    }
  }

  /**
   * A call of this API user begins. It is one too many where so many others are under way, its own
   * or anybody's, that the server's threads would soon all be this one's, or all those of sites.
   *
   * @return to be run once when the call's answer has been written, or has broken off
   * @throws GatewayException TOO_MANY_REQUESTS
   */
  public Runnable begun(ApiCaller caller) {
    String key = caller.apiKey();
    int now = underWay.merge(key, 1, Integer::sum);
    Runnable end = () -> underWay.computeIfPresent(key, (k, n) -> n == 1 ? null : n - 1);
    if (now > callsAtOnce) {
      end.run();
      throw tooMany("This API user has " + callsAtOnce + " calls under way");
    }
    if (allUnderWay.incrementAndGet() > allCallsAtOnce) {
      allUnderWay.decrementAndGet();
      end.run();
      throw tooMany("All API users together have " + allCallsAtOnce + " calls under way");
    }
    return () -> {
      allUnderWay.decrementAndGet();
      end.run();
    };
  }

  /**
   * A wrong secret was given. A right one always passes, so that nobody's guessing locks a customer
   * out; with 160 random bits that costs no safety.
   *
   * @throws GatewayException TOO_MANY_REQUESTS when too many wrong ones came before
   */
  public void guessedWrong(String key, String address) {
    ConsumptionProbe probe = failures.get(key + " " + address).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw tooOften("Too many wrong secrets for this key", probe.getNanosToWaitForRefill());
    }
  }

  private static GatewayException tooMany(String message) {
    return GatewayException.tooManyRequests(message, Duration.ofSeconds(1));
  }

  private static GatewayException tooOften(String message, long nanosToWait) {
    return GatewayException.tooManyRequests(message, Duration.ofNanos(nanosToWait).plusSeconds(1));
  }

  private static LoadingCache<String, Bucket> cache(int most, Duration period) {
    return Caffeine.newBuilder()
        .maximumSize(REMEMBERED)
        .expireAfterAccess(period.multipliedBy(2))
        .build(
            key ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(most).refillGreedy(most, period))
                    .build());
  }
}

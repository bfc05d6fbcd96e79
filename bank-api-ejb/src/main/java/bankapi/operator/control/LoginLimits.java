package bankapi.operator.control;

import bankapi.platform.control.GatewayException;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often passwords may be guessed; counted in the memory of this node. A password is a human's
 * choice, so unlike a key's owner an operator is locked out for a while, the right password
 * included: for one name, and for everything that comes from one address.
 */
@ApplicationScoped
public class LoginLimits {

  private static final int REMEMBERED = 100_000;
  private static final Duration PERIOD = Duration.ofMinutes(15);

  /** All names together from one address, in relation to one name. */
  private static final int NAMES = 6;

  /** Wrong passwords of one operator, before a quarter of an hour's pause. */
  @Inject
  @ConfigProperty(name = "bankapi.operator.guesses", defaultValue = "5")
  int guesses;

  private LoadingCache<String, Bucket> byName = cache(1);
  private LoadingCache<String, Bucket> byAddress = cache(1);

  @PostConstruct
  void start() {
    byName = cache(guesses);
    byAddress = cache(guesses * NAMES);
  }

  /**
   * Before a password is tried: what is tried at the same time counts as well.
   *
   * @throws GatewayException TOO_MANY_REQUESTS
   */
  public void tries(String name, String address) {
    take(byAddress.get(address), "Too many wrong passwords from this address");
    take(byName.get(key(name)), "Too many wrong passwords for this name");
  }

  /** The password was right: that try does not count. */
  public void succeeded(String name, String address) {
    byAddress.get(address).addTokens(1);
    byName.get(key(name)).reset();
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static void take(Bucket bucket, String message) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw GatewayException.tooManyRequests(
          message + ": wait", Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }
  }

  private static LoadingCache<String, Bucket> cache(int most) {
    return Caffeine.newBuilder()
        .maximumSize(REMEMBERED)
        .expireAfterAccess(PERIOD.multipliedBy(2))
        .build(
            key ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(most).refillIntervally(most, PERIOD))
                    .build());
  }
}

package bankapi.delivery.control;

import bankapi.delivery.control.TargetPolicy.RefusedUrl;
import bankapi.platform.control.ServerThreads;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One unsigned POST to an address that the operator has set, with the same limits as one to a site.
 * It may lie in the operator's own network; the operator is not somebody to be guarded against.
 */
@ApplicationScoped
public class OperatorPosts {

  @Inject TargetPolicy targets;
  @Inject PostLimits limits;
  @Inject ServerThreads threads;
  @Inject Clock clock;

  private @Nullable PostExchange exchange;

  @PostConstruct
  void open() {
    exchange = new PostExchange(InetAddress::getAllByName, limits, threads);
  }

  @PreDestroy
  void close() {
    if (exchange != null) {
      exchange.close();
    }
  }

  /**
   * @throws IllegalArgumentException saying why the address can never be posted to; the address
   *     itself is not in the message
   */
  public void check(String url) {
    try {
      targets.check(url);
    } catch (RefusedUrl e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Never throws for what the receiver does. */
  public SendResult post(String url, String json) {
    Instant at = clock.instant();
    try {
      return Objects.requireNonNull(exchange, "exchange")
          .post(targets.check(url), json.getBytes(StandardCharsets.UTF_8), Map.of(), at);
    } catch (RefusedUrl e) {
      return SendResult.refused(at, String.valueOf(e.getMessage()));
    }
  }
}

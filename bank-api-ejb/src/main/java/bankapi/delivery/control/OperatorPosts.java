package bankapi.delivery.control;

import bankapi.delivery.control.TargetPolicy.RefusedUrl;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * One unsigned POST to an address that the operator has set, with the same limits as one to a site.
 * It may lie in the operator's own network; the operator is not somebody to be guarded against.
 */
@ApplicationScoped
public class OperatorPosts {

  /** How long connecting, and each step of the TLS handshake, may take. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.connect-timeout", defaultValue = "PT5S")
  Duration connectTimeout;

  /** How long an attempt may take from beginning to end. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.total-timeout", defaultValue = "PT15S")
  Duration totalTimeout;

  @Inject TargetPolicy targets;
  @Inject DeliveryThreads threads;
  @Inject Clock clock;

  private @Nullable PostExchange exchange;

  @PostConstruct
  void open() {
    exchange =
        new PostExchange(
            WebhookHttpClient.create(InetAddress::getAllByName, connectTimeout, totalTimeout),
            threads);
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
      HttpPost post = new HttpPost(targets.check(url));
      post.setEntity(
          new ByteArrayEntity(
              json.getBytes(StandardCharsets.UTF_8), ContentType.create("application/json")));
      return Objects.requireNonNull(exchange, "exchange").post(post, at, totalTimeout);
    } catch (RefusedUrl e) {
      return SendResult.refused(at, String.valueOf(e.getMessage()));
    }
  }
}

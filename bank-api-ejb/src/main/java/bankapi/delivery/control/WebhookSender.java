package bankapi.delivery.control;

import bankapi.delivery.control.TargetPolicy.RefusedUrl;
import bankapi.platform.control.ServerThreads;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One signed POST to the receiver of a site, who may be hostile. */
@ApplicationScoped
public class WebhookSender {

  @Inject TargetPolicy targets;
  @Inject PostLimits limits;
  @Inject ServerThreads threads;
  @Inject Clock clock;

  private @Nullable PostExchange exchange;

  @PostConstruct
  void open() {
    exchange = new PostExchange(targets::resolve, limits, threads);
  }

  @PreDestroy
  void close() {
    if (exchange != null) {
      exchange.close();
    }
  }

  /** The longest an attempt lasts. */
  public Duration atMost() {
    return limits.total();
  }

  /**
   * @param id goes out as {@code webhook-id}
   * @param payload its UTF-8 bytes are signed and sent
   * @param secrets {@code whsec_…}, newest first, at least one
   */
  public SendResult send(UUID id, String url, String payload, List<String> secrets) {
    Instant at = clock.instant();
    URI uri;
    try {
      uri = targets.check(url);
    } catch (RefusedUrl e) {
      return SendResult.refused(at, String.valueOf(e.getMessage()));
    }
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(exchange, "exchange")
        .post(uri, body, WebhookSignatures.headers(id, at, body, secrets), at);
  }
}

package bankapi.delivery.control;

import bankapi.platform.control.GatewayException;
import bankapi.site.control.Hosts;
import bankapi.site.control.SiteView;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Orchestrator: sends a site the event {@code ping} now, once, and says what came of it.
 *
 * <p>Layout: (1) store it as a delivery that is already claimed, so that no node sends it too; (2)
 * send; (3) settle; (4) where it arrived, resume its target if the gateway holds it, not if an
 * operator does. If this dies after (1), it is sent like any other when its lease ends.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WebhookPings {

  /** Beside the longest that an attempt lasts. */
  private static final Duration SPARE = Duration.ofMinutes(2);

  /** How long it waits for webhooks that are under way to the same receiver. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject Deliveries deliveries;
  @Inject DeliveryQueue queue;
  @Inject DeliveryCourier courier;
  @Inject DeliverySlots slots;
  @Inject WebhookTargets targets;
  @Inject Hosts hosts;
  @Inject PostLimits limits;
  @Inject Clock clock;

  /**
   * @param url on a host of the site; null: where its webhooks go that no request named an address
   *     for
   * @param actor for the audit
   * @throws GatewayException MISSING_ARGUMENT when the site has no address, INVALID_ARGUMENT when
   *     it is not the site's, TOO_MANY_REQUESTS where the receiver keeps other webhooks waiting
   */
  public PingResult ping(SiteView site, @Nullable String url, String actor) {
    String target = url == null ? site.webhookUrl() : url;
    if (target == null) {
      throw GatewayException.missing("webhook_url");
    }
    hosts.check("webhook_url", target, site.allowedHosts());
    String origin = TargetAddress.originOf(target);
    if (!place(site, origin)) {
      throw GatewayException.tooManyRequests("The receiver keeps other webhooks waiting", PATIENCE);
    }
    long start = System.nanoTime();
    try {
      return send(site, target, actor);
    } finally {
      slots.release(site.id(), origin, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private boolean place(SiteView site, String origin) {
    try {
      return slots.take(site.id(), origin, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private PingResult send(SiteView site, String url, String actor) {
    ClaimedDelivery ping = deliveries.begin(event(site, url), limits.total().plus(SPARE));
    SendResult result = courier.send(ping);
    Instant now = clock.instant();
    queue.settle(ping, outcome(result), result, now);
    boolean resumed = result.delivered() && targets.proven(ping.targetId(), actor);
    return new PingResult(
        ping.id(),
        url,
        result.delivered(),
        result.status(),
        result.error(),
        result.excerpt(),
        result.took().toMillis(),
        resumed);
  }

  private static SiteEvent event(SiteView site, String url) {
    return new SiteEvent(
        site.id(),
        "ping",
        url,
        null,
        Json.createObjectBuilder().add("site", site.siteKey()).build());
  }

  /** A test is made once: whoever made it repeats it. */
  private static DeliveryOutcome outcome(SendResult result) {
    Integer status = result.status();
    if (status != null && result.delivered()) {
      return new DeliveryOutcome.Delivered(status);
    }
    String error = result.error();
    return new DeliveryOutcome.Tested(status, error != null ? error : "answered " + status);
  }
}

package bankapi.delivery.control;

import bankapi.platform.control.RareTraces;
import bankapi.site.control.Hosts;
import bankapi.site.control.WebhookSecrets;
import bankapi.site.control.WebhookSecrets.Signing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** Takes one claimed delivery to its receiver and writes down what came of it. */
@ApplicationScoped
public class DeliveryCourier {

  private static final System.Logger LOGGER = System.getLogger(DeliveryCourier.class.getName());

  /** After a fault of our own. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Inject DeliveryQueue queue;
  @Inject WebhookSecrets secrets;
  @Inject WebhookSender sender;
  @Inject Hosts hosts;
  @Inject RareTraces traces;
  @Inject Clock clock;

  RetryPolicy policy = new RetryPolicy(() -> ThreadLocalRandom.current().nextDouble());

  /** Runs outside any transaction: three short ones lie around the POST, none across it. */
  public void carry(ClaimedDelivery delivery) {
    if (clock.instant().plus(sender.atMost()).isAfter(delivery.leaseUntil())) {
      // It waited too long for a thread: by its end another node could be sending it too.
      queue.handBack(delivery, clock.instant());
      return;
    }
    SendResult result = send(delivery);
    Instant now = clock.instant();
    if (result.fault() == SendResult.Fault.GATEWAY) {
      // However long it takes to mend, it uses up no attempt.
      queue.putOff(delivery, String.valueOf(result.error()), now.plus(PAUSE));
      return;
    }
    DeliveryOutcome outcome = policy.judge(result, delivery.attempts(), now);
    if (!queue.settle(delivery, outcome, result, now)) {
      LOGGER.log(Level.INFO, "delivery {0}: the claim was lost, nothing written", delivery.id());
      return;
    }
    DeliveryMeters.settled(delivery, outcome, result, now);
    log(delivery, outcome, result);
  }

  /** Signs and posts it; writes nothing. */
  public SendResult send(ClaimedDelivery delivery) {
    Instant at = clock.instant();
    try {
      Signing signing = secrets.signing(delivery.siteId());
      if (!hosts.allows(delivery.targetUrl(), signing.hosts())) {
        return SendResult.refused(at, "the URL is not on a host that is pinned to the site");
      }
      return sender.send(
          delivery.id(), delivery.targetUrl(), delivery.payload(), signing.secrets());
    } catch (RuntimeException e) {
      // there may be thousands for the same reason
      traces.warn(LOGGER, "delivery " + delivery.id() + " could not be sent", e);
      return SendResult.unsent(at, "it could not be signed or sent; see the log");
    }
  }

  private static void log(ClaimedDelivery delivery, DeliveryOutcome outcome, SendResult result) {
    Level level =
        outcome instanceof DeliveryOutcome.Dead
            ? Level.WARNING
            : outcome instanceof DeliveryOutcome.Delivered ? Level.INFO : Level.DEBUG;
    LOGGER.log(
        level,
        "delivery {0} of {1} to site {2}: {3}, status {4}, attempt {5}, {6} ms",
        delivery.id(),
        delivery.event(),
        delivery.siteId(),
        outcome.kind(),
        result.status(),
        delivery.attempts() + 1,
        result.took().toMillis());
  }
}

package bankapi.delivery.control;

import bankapi.platform.control.ServerThreads;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends what is due. Where the transactions lie, and what a kill at each point leaves:
 *
 * <ol>
 *   <li><b>Enqueue</b> ({@link Deliveries#enqueue}): in the transaction of the change itself.
 *       Killed before its commit: neither change nor delivery exists. After it: both.
 *   <li><b>Claim</b> ({@link DeliveryQueue#claim}): one short transaction that locks free rows,
 *       skipping those locked by others, and writes a token and the end of a lease. Killed after
 *       it: the rows are free again when the lease ends.
 *   <li><b>Secrets</b>: one short transaction that reads what to sign with, and the hosts that are
 *       pinned to the site now: nothing is sent elsewhere.
 *   <li><b>Send</b>: no transaction, no lock, no connection. Killed here: the receiver may have it,
 *       and gets it again with the same {@code webhook-id}. Deliveries arrive at least once.
 *   <li><b>Settle</b> ({@link DeliveryQueue#settle}): one short transaction per delivery, as soon
 *       as its attempt ends, that locks the row and writes only if the token still holds. So a slow
 *       node whose lease ran out cannot overwrite what the next one found out.
 *   <li><b>Failure of our own</b> (a database away, a class missing) in any of these: it is logged,
 *       and the row is free again when the lease ends.
 *   <li><b>Hand back</b> ({@link DeliveryQueue#handBack}): what found no place or no thread loses
 *       its claim at once, without counting as an attempt. What could not be signed is put off
 *       ({@link DeliveryQueue#putOff}): it loses its claim too, and waits a minute.
 * </ol>
 *
 * <p>An attempt never begins unless its lease outlasts the longest attempt. Any number of nodes may
 * do this at once.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryPump {

  private static final System.Logger LOGGER = System.getLogger(DeliveryPump.class.getName());

  /** Who waits for receivers that hang still looks for what has become due to others. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** How long a tick goes on as long as there is work; below the period at which it is called. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.tick-time", defaultValue = "PT0.8S")
  Duration tickTime;

  @Inject DeliveryLease lease;
  @Inject DeliveryQueue queue;
  @Inject DeliverySlots slots;
  @Inject ServerThreads threads;
  @Inject DeliveryCourier courier;
  @Inject Clock clock;

  /**
   * Begins to send what is due, as far as the limits allow, refills the places that become free and
   * looks for what becomes due meanwhile, until nothing is under way or {@code
   * bankapi.delivery.tick-time} is over. It does not wait for receivers that hang: their attempts
   * go on and settle by themselves. A call while another one runs on this node does nothing.
   *
   * @return how many deliveries it began to send
   */
  public int tick() {
    if (!slots.beginTick()) {
      return 0;
    }
    try {
      return work();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      slots.endTick();
    }
  }

  private int work() throws InterruptedException {
    long end = System.nanoTime() + tickTime.toNanos();
    Map<UUID, Integer> crowded = new HashMap<>();
    int begun = 0;
    for (Duration left = tickTime; left.toMillis() > 0; left = until(end)) {
      // before it is asked what is taken: a receiver may be quicker than a claim
      long released = slots.released();
      int free = slots.free();
      Map<UUID, Integer> taken = slots.takenBySite();
      taken.putAll(crowded);
      List<ClaimedDelivery> claimed =
          free == 0
              ? List.of()
              : queue.claim(
                  new ClaimLimits(free, slots.perSite(), taken), clock.instant(), lease.length());
      for (ClaimedDelivery delivery : claimed) {
        if (begin(delivery)) {
          begun++;
        } else {
          // Its target is busy with other sites' deliveries: the next tick asks again.
          crowded.put(delivery.siteId(), slots.perSite());
        }
      }
      Duration pause = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
      if (claimed.isEmpty() && !slots.awaitRelease(released, pause)) {
        break;
      }
    }
    return begun;
  }

  private boolean begin(ClaimedDelivery delivery) {
    UUID site = delivery.siteId();
    String target = TargetAddress.originOf(delivery.targetUrl());
    if (!slots.take(site, target)) {
      queue.handBack(delivery, clock.instant());
      return false;
    }
    try {
      threads.execute(
          () -> {
            long start = System.nanoTime();
            try {
              courier.carry(delivery);
            } catch (RuntimeException | Error e) {
              // In an executor it would vanish. The lease frees the row: at once would be too soon.
              LOGGER.log(
                  Level.ERROR, "delivery " + delivery.id() + " waits for its lease to end", e);
            } finally {
              slots.release(site, target, Duration.ofNanos(System.nanoTime() - start));
            }
          });
      return true;
    } catch (RuntimeException | Error e) {
      // that the server takes no more is nobody's fault; all else is
      Level level = e instanceof RejectedExecutionException ? Level.DEBUG : Level.ERROR;
      LOGGER.log(level, "no thread for delivery " + delivery.id(), e);
      slots.release(site, target, Duration.ZERO);
      queue.handBack(delivery, clock.instant());
      return false;
    }
  }

  private static Duration until(long end) {
    return Duration.ofNanos(end - System.nanoTime());
  }
}

package bankapi.bridge.control;

import bankapi.bridge.control.TenantQueue.Ticket;
import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps all nodes together below Bridge's limit of 2,000 requests in 5 minutes for the whole
 * application, and shares what there is between the tenants in turn.
 *
 * <ol>
 *   <li>Requests are leased in blocks from the database, so that most calls cost no transaction.
 *   <li>Where none is left, calls queue; one of the waiting threads leases for all, without holding
 *       the lock, and hands out.
 *   <li>A block that is not used up stays with its node: at most {@link #BLOCK} requests a node,
 *       far less than the distance between the budget and Bridge's limit.
 * </ol>
 */
@ApplicationScoped
public class ApplicationBudget {

  private static final Logger LOGGER = System.getLogger(ApplicationBudget.class.getName());
  private static final int BLOCK = 10;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration DATABASE_AWAY = Duration.ofSeconds(1);

  /** Requests in any 5 minutes, for all nodes together; Bridge's own limit is 2,000. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.requests-per-5-minutes", defaultValue = "1800")
  int limit;

  @Inject BudgetLeases leases;
  @Inject Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TenantQueue queue = new TenantQueue();
  private int held;
  private boolean leasing;
  private Instant nextLease = Instant.MIN;
  private Instant lastLease = Instant.MIN;

  /**
   * Waits for the tenant's turn.
   *
   * @param background whether nobody waits for the answer: then those who do come first
   * @throws GatewayException TOO_MANY_REQUESTS when it has not come by the deadline
   */
  public void take(UUID tenant, boolean background, Instant deadline) {
    lock.lock();
    try {
      Ticket ticket = queue.join(tenant, background);
      try {
        handOut();
        while (!ticket.served()) {
          Instant now = clock.instant();
          if (!leasing && mayLease(now)) {
            lease(now);
          } else if (!now.isBefore(deadline)) {
            throw BridgeFailures.tooMany(interval().multipliedBy(queue.size()));
          } else {
            await(now, deadline);
          }
        }
      } finally {
        queue.leave(ticket);
      }
    } catch (InterruptedException e) {
      throw BridgeFailures.interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  /** How many calls wait for their turn on this node. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Requests in any 5 minutes, for all nodes together. */
  public int limit() {
    return limit;
  }

  /** How much of it all nodes have used; what this node has leased counts as used. */
  public BudgetUse use() {
    Duration ahead = leases.paidAhead(clock.instant());
    long room = interval().multipliedBy(burst()).minus(ahead).dividedBy(interval());
    int free = (int) Math.max(0, room);
    return new BudgetUse(limit, burst(), free, 100 - free * 100 / burst(), waiting());
  }

  /** Also where the clock was set back: it would not be time for as long as that. */
  private boolean mayLease(Instant now) {
    return !now.isBefore(nextLease) || now.isBefore(lastLease);
  }

  private void lease(Instant now) {
    leasing = true;
    lastLease = now;
    int want = Math.min(burst(), Math.max(BLOCK, queue.size()));
    lock.unlock();
    int granted = 0;
    Duration pause = interval();
    try {
      granted = leases.lease(now, want, interval().toNanos() / 1000, burst());
    } catch (RuntimeException e) {
      // Whoever waits here waits on: the database may be back before the deadline.
      LOGGER.log(Level.WARNING, "No requests leased: the database does not answer", e);
      pause = DATABASE_AWAY;
    } finally {
      lock.lock();
      leasing = false;
      held += granted;
      nextLease = granted > 0 ? Instant.MIN : now.plus(pause);
      handOut();
      // those for whom it was leased may have left meanwhile
      held = Math.min(held, BLOCK);
      changed.signalAll();
    }
  }

  private void handOut() {
    while (held > 0 && queue.size() > 0) {
      queue.serveNext();
      held--;
    }
  }

  private void await(Instant now, Instant deadline) throws InterruptedException {
    Instant until = !leasing && nextLease.isBefore(deadline) ? nextLease : deadline;
    long nanos =
        Math.min(Duration.between(now, until).toNanos(), TimeUnit.MILLISECONDS.toNanos(50));
    long unused = changed.awaitNanos(Math.max(nanos, 1));
  }

  /** A fifth of the budget may be used at once; the rest flows evenly through the 5 minutes. */
  private int burst() {
    return Math.max(1, limit / 5);
  }

  private Duration interval() {
    return WINDOW.dividedBy(Math.max(1, limit - burst()));
  }
}

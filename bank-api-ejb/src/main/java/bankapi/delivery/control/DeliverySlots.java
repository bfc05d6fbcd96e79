package bankapi.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many attempts are under way on this node: in total, per target (scheme, host and port) and
 * per site. Targets whose last attempt was slow share half of the places, so that however many of
 * them hang, the other half stays free for those that answer.
 */
@ApplicationScoped
public class DeliverySlots {

  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final int REMEMBERED = 10_000;

  /** How many attempts a node makes at once. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.concurrency", defaultValue = "16")
  int total;

  /** How many of them go to one target, and how many are of one site. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.concurrency-per-target", defaultValue = "2")
  int perTarget;

  private final Map<String, Integer> targets = new HashMap<>();
  private final Map<UUID, Integer> sites = new HashMap<>();
  private final Map<String, Boolean> slow =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Not this bean: the container's proxy of a synchronized method is synchronized as well. */
  private final Object lock = new Object();

  private int underWay;
  private long released;
  private boolean ticking;

  /** False while another tick runs on this node; true must be followed by {@link #endTick}. */
  public boolean beginTick() {
    synchronized (lock) {
      if (ticking) {
        return false;
      }
      ticking = true;
      return true;
    }
  }

  public void endTick() {
    synchronized (lock) {
      ticking = false;
    }
  }

  public int free() {
    synchronized (lock) {
      return total - underWay;
    }
  }

  /** What each site has of its share. */
  public Map<UUID, Integer> takenBySite() {
    synchronized (lock) {
      return new HashMap<>(sites);
    }
  }

  public int perSite() {
    return perTarget;
  }

  /** True must be followed by {@link #release}. */
  public boolean take(UUID site, String target) {
    synchronized (lock) {
      boolean full =
          underWay >= total
              || targets.getOrDefault(target, 0) >= perTarget
              || (slow.containsKey(target) && slowUnderWay() >= Math.max(1, total / 2));
      if (full) {
        return false;
      }
      underWay++;
      targets.merge(target, 1, Integer::sum);
      sites.merge(site, 1, Integer::sum);
      return true;
    }
  }

  /**
   * The same for who can wait for a place.
   *
   * @return false where none has become free in time
   */
  public boolean take(UUID site, String target, Duration atMost) throws InterruptedException {
    synchronized (lock) {
      long end = System.nanoTime() + atMost.toNanos();
      while (!take(site, target)) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }

  public void release(UUID site, String target, Duration took) {
    synchronized (lock) {
      underWay--;
      released++;
      targets.computeIfPresent(target, (key, count) -> count == 1 ? null : count - 1);
      sites.computeIfPresent(site, (key, count) -> count == 1 ? null : count - 1);
      if (took.compareTo(SLOW) >= 0) {
        slow.put(target, true);
      } else {
        slow.remove(target);
      }
      lock.notifyAll();
    }
  }

  /** How many places have become free so far; to be read before it is asked which are taken. */
  public long released() {
    synchronized (lock) {
      return released;
    }
  }

  /**
   * Waits until a place has become free since, or the time is over.
   *
   * @param before what {@link #released} said
   * @return false at once when none is taken: there is nothing to wait for
   */
  public boolean awaitRelease(long before, Duration atMost) throws InterruptedException {
    synchronized (lock) {
      long end = System.nanoTime() + atMost.toNanos();
      while (released == before) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (underWay == 0) {
          return false;
        }
        if (left <= 0) {
          return true;
        }
        lock.wait(left);
      }
      return true;
    }
  }

  private int slowUnderWay() {
    return targets.entrySet().stream()
        .filter(target -> slow.containsKey(target.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}

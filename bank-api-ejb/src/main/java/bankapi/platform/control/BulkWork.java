package bankapi.platform.control;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Works runs over many rows off in short transactions: begun in the call that asks for one, gone on
 * with by a timer of any node.
 */
public final class BulkWork {

  private static final System.Logger LOGGER = System.getLogger(BulkWork.class.getName());

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private BulkWork() {}

  /**
   * Does the first of it, for about a second.
   *
   * @return how far it has come by now
   */
  public static <V> V begin(V opened, Predicate<V> running, UnaryOperator<V> step) {
    long end = System.nanoTime() + AT_ONCE.toNanos();
    V run = opened;
    while (running.test(run) && System.nanoTime() - end < 0) {
      run = step.apply(run);
    }
    return run;
  }

  /**
   * Goes on with these, for about a second, a batch of each in turn and at least one. One that
   * fails is left until the next time.
   *
   * @param step does a batch of one, and says whether there is more
   */
  public static void goOn(List<UUID> unfinished, Predicate<UUID> step) {
    long end = System.nanoTime() + AT_ONCE.toNanos();
    List<UUID> left = unfinished;
    while (!left.isEmpty() && System.nanoTime() - end < 0) {
      left = left.stream().filter(id -> hasMore(id, step)).toList();
    }
  }

  private static boolean hasMore(UUID id, Predicate<UUID> step) {
    try {
      return step.test(id);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "Run {0} over many failed: {1}", id, Causes.root(e));
      LOGGER.log(Level.DEBUG, "Run " + id + " over many failed", e);
      return false;
    }
  }
}

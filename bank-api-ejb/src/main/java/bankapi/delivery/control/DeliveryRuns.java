package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.control.Causes;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does the same with many deliveries, in many short transactions: begun in the call that asks for
 * it, gone on with by a timer of any node.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryRuns {

  private static final System.Logger LOGGER = System.getLogger(DeliveryRuns.class.getName());

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Inject DeliveryRunStore store;

  /**
   * Sends them again, each under its own id.
   *
   * @param requestedBy whose keys are meant: a site or an operator
   * @param key the same key again does nothing twice; null: a wish of its own
   * @param actor for the audit
   * @return how far it has come by now
   * @throws bankapi.platform.control.GatewayException CONFLICT when the key was used for something
   *     else
   */
  public DeliveryRunView replay(
      DeliveryFilter which, String requestedBy, @Nullable String key, String actor) {
    return begin(store.open(DeliveryRun.Action.REPLAY, which, requestedBy, key, actor));
  }

  /** As {@link #replay}: sends them no more. What is being sent right now is left alone. */
  public DeliveryRunView cancel(
      DeliveryFilter which, String requestedBy, @Nullable String key, String actor) {
    return begin(store.open(DeliveryRun.Action.CANCEL, which, requestedBy, key, actor));
  }

  /**
   * Goes on with what is unfinished, for about a second, a batch of each requester's oldest in turn
   * and at least one. One that fails is left until the next time.
   */
  public void tick() {
    long end = System.nanoTime() + AT_ONCE.toNanos();
    List<UUID> unfinished = store.unfinished();
    while (!unfinished.isEmpty() && System.nanoTime() - end < 0) {
      unfinished = unfinished.stream().filter(this::goesOn).toList();
    }
  }

  private boolean goesOn(UUID id) {
    try {
      return store.step(id).finishedAt() == null;
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "Run {0} over many deliveries failed: {1}", id, Causes.root(e));
      LOGGER.log(Level.DEBUG, "Run " + id + " over many deliveries failed", e);
      return false;
    }
  }

  private DeliveryRunView begin(DeliveryRunView opened) {
    long end = System.nanoTime() + AT_ONCE.toNanos();
    DeliveryRunView run = opened;
    while (run.finishedAt() == null && System.nanoTime() - end < 0) {
      run = store.step(run.id());
    }
    return run;
  }
}

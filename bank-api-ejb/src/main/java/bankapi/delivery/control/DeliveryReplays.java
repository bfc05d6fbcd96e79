package bankapi.delivery.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends many deliveries again, each under its own id, in many short transactions: begun in the call
 * that asks for it, gone on with by a timer of any node.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryReplays {

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Inject ReplayStore store;

  /**
   * @param requestedBy whose keys are meant: a site or an operator
   * @param key the same key again does nothing twice; null: a wish of its own
   * @param actor for the audit
   * @return how far it has come by now
   * @throws bankapi.platform.control.GatewayException CONFLICT when the key was used for something
   *     else
   */
  public ReplayView replay(
      ReplayCommand command, String requestedBy, @Nullable String key, String actor) {
    long end = System.nanoTime() + AT_ONCE.toNanos();
    ReplayView replay = store.open(command, requestedBy, key, actor);
    while (replay.finishedAt() == null && System.nanoTime() - end < 0) {
      replay = store.step(replay.id());
    }
    return replay;
  }

  /** Goes on with what is unfinished, for about a second, a batch of each in turn. */
  public void tick() {
    long end = System.nanoTime() + AT_ONCE.toNanos();
    List<UUID> unfinished = store.unfinished();
    while (!unfinished.isEmpty() && System.nanoTime() - end < 0) {
      unfinished = unfinished.stream().filter(id -> store.step(id).finishedAt() == null).toList();
    }
  }
}

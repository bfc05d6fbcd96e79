package bankapi.delivery.control;

import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.control.BulkWork;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Does the same with many deliveries, in many short transactions. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryRuns {

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

  /** Goes on with what is unfinished, for about a second, each requester's oldest in turn. */
  public void tick() {
    BulkWork.goOn(store.unfinished(), id -> store.step(id).isRunning());
  }

  private DeliveryRunView begin(DeliveryRunView opened) {
    return BulkWork.begin(opened, DeliveryRunView::isRunning, run -> store.step(run.id()));
  }
}

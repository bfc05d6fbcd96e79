package bankapi.event.control;

import bankapi.platform.control.BulkWork;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Works many of Bridge's webhooks off again, in many short transactions. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventRuns {

  @Inject EventRunStore store;

  /**
   * The oldest first, each once, also where it is in the wanted state again meanwhile.
   *
   * @param which {@code done} or {@code failed} ones; null means {@code failed}
   * @param requestedBy whose keys are meant: an operator
   * @param key the same key again does nothing twice; null: a wish of its own
   * @param actor for the audit
   * @return how far it has come by now
   * @throws bankapi.platform.control.GatewayException CONFLICT when the key was used for something
   *     else; INVALID_ARGUMENT
   */
  public EventRunView redo(
      EventFilter which, String requestedBy, @Nullable String key, String actor) {
    EventRunView opened = store.open(which, requestedBy, key, actor);
    return BulkWork.begin(opened, EventRunView::isRunning, run -> store.step(run.id()));
  }

  /** Goes on with what is unfinished, for about a second, each requester's oldest in turn. */
  public void tick() {
    BulkWork.goOn(store.unfinished(), id -> store.step(id).isRunning());
  }
}

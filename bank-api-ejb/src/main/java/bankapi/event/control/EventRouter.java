package bankapi.event.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Orchestrator: hands the lanes of Bridge's webhooks that are due to workers. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventRouter {

  @Inject EventInbox inbox;
  @Inject EventThreads threads;
  @Inject EventWorker worker;

  /** Begins to work off what is due, as far as there are threads; it does not wait for the end. */
  public void tick() {
    int free = threads.free();
    List<UUID> lanes = free == 0 ? List.of() : inbox.dueLanes(free);
    EventWorker mine = worker;
    lanes.forEach(lane -> threads.run(() -> mine.workFrom(lane)));
  }
}

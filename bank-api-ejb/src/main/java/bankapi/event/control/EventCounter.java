package bankapi.event.control;

import bankapi.event.entity.ReceivedEvent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

/** Store: counts Bridge's webhooks. */
@Stateless
public class EventCounter {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject EventInbox inbox;

  public EventCounts count() {
    List<Instant> oldest =
        em.createNamedQuery(ReceivedEvent.WAITING_SINCE, Instant.class)
            .setMaxResults(1)
            .getResultList();
    return new EventCounts(
        count(ReceivedEvent.State.WAITING),
        oldest.isEmpty() ? null : oldest.get(0),
        count(ReceivedEvent.State.FAILED),
        inbox.silence());
  }

  private long count(ReceivedEvent.State state) {
    return em.createNamedQuery(ReceivedEvent.COUNT_BY_STATE, Long.class)
        .setParameter("state", state)
        .getSingleResult();
  }
}

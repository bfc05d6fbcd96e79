package bankapi.event.control;

import bankapi.event.entity.ReceivedEvent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** Store: counts Bridge's webhooks. */
@Stateless
public class EventCounter {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject EventInbox inbox;

  public EventCounts count() {
    return new EventCounts(
        count(ReceivedEvent.State.WAITING),
        Stream.of(ReceivedEvent.WAITING_SINCE_RECEIVED, ReceivedEvent.WAITING_AGAIN_SINCE)
            .flatMap(this::first)
            .min(Comparator.naturalOrder())
            .orElse(null),
        count(ReceivedEvent.State.FAILED),
        inbox.silence());
  }

  private Stream<Instant> first(String query) {
    return em.createNamedQuery(query, Instant.class).setMaxResults(1).getResultStream();
  }

  private long count(ReceivedEvent.State state) {
    return em.createNamedQuery(ReceivedEvent.COUNT_BY_STATE, Long.class)
        .setParameter("state", state)
        .getSingleResult();
  }
}

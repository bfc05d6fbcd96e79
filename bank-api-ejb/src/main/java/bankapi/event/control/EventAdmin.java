package bankapi.event.control;

import bankapi.event.entity.ReceivedEvent;
import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Store: Bridge's webhooks as operators look at them and have them worked off again. */
@Stateless
public class EventAdmin {

  private static final int OF_ONE_ITEM = 100;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;
  @Inject Tenancy tenancy;

  /**
   * An event with what was stored of it: ids and states, no bank data.
   *
   * @param body as it was stored
   */
  public record Stored(EventView event, JsonObject body) {}

  /**
   * The newest first.
   *
   * @throws GatewayException INVALID_ARGUMENT
   */
  public Page<EventView> list(EventFilter filter, PageWish wish) {
    return filter
        .listing()
        .first(this::readSites)
        .page(em, wish, ReceivedEvent::receivedAt, ReceivedEvent::id, this::view);
  }

  /**
   * @throws GatewayException NOT_FOUND
   */
  public Stored find(UUID id) {
    return Optional.ofNullable(em.find(ReceivedEvent.class, id))
        .map(event -> new Stored(view(event), json(event.body())))
        .orElseThrow(() -> GatewayException.notFound("Event", id));
  }

  /** What Bridge said of one item in a span of time, the oldest first, at most 100. */
  public List<EventView> ofItem(long itemId, Instant from, Instant until) {
    List<ReceivedEvent> events =
        em.createNamedQuery(ReceivedEvent.OF_ITEM, ReceivedEvent.class)
            .setParameter("itemId", itemId)
            .setParameter("from", from)
            .setParameter("until", until)
            .setMaxResults(OF_ONE_ITEM)
            .getResultList();
    readSites(events);
    return events.stream().map(this::view).toList();
  }

  /**
   * Works one off again. One that is waiting is taken up at once.
   *
   * @throws GatewayException NOT_FOUND
   */
  public EventView redo(UUID id, String operator) {
    ReceivedEvent event = em.find(ReceivedEvent.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (event == null) {
      throw GatewayException.notFound("Event", id);
    }
    event.again(clock.instant());
    audit.record(operator, "event.redo", "event " + id, event.siteId(), event.eventType());
    return view(event);
  }

  private EventView view(ReceivedEvent event) {
    UUID siteId = event.siteId();
    return EventView.of(event, siteId == null ? null : tenancy.site(siteId).siteKey());
  }

  private void readSites(List<ReceivedEvent> events) {
    Stream<UUID> sites = events.stream().map(ReceivedEvent::siteId).filter(Objects::nonNull);
    tenancy.read(sites, Stream.empty());
  }

  private static JsonObject json(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }
}

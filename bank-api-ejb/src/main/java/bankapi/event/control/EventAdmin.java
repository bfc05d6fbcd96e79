package bankapi.event.control;

import bankapi.admin.control.Idempotency;
import bankapi.admin.control.RequestKey;
import bankapi.event.entity.ReceivedEvent;
import bankapi.event.entity.ReceivedEvent.State;
import bankapi.platform.control.Audit;
import bankapi.platform.control.Choice;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.PageWish.Cursor;
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
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Store: Bridge's webhooks as operators look at them and have them worked off again. */
@Stateless
public class EventAdmin {

  /** How many are set back in one transaction. */
  static final int AT_ONCE = 500;

  private static final int OF_ONE_ITEM = 100;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Audit audit;
  @Inject Idempotency idempotency;
  @Inject Tenancy tenancy;

  /**
   * An event with what was stored of it: ids and states, no bank data.
   *
   * @param body as it was stored
   */
  public record Stored(EventView event, JsonObject body) {}

  /**
   * What working off again came to.
   *
   * @param count how many; with {@code dry_run} how many there are, at most 500
   * @param next what to give as {@code after} for those that are left; null: there are none
   */
  public record Redone(int count, @Nullable String next) {

    private String stored() {
      return count + (next == null ? "" : " " + next);
    }

    private static Redone of(String stored) {
      String[] told = stored.split(" ", 2);
      return new Redone(Integer.parseInt(told[0]), told.length < 2 ? null : told[1]);
    }
  }

  /**
   * The newest first.
   *
   * @throws GatewayException INVALID_ARGUMENT
   */
  public Page<EventView> list(EventFilter filter, PageWish wish) {
    return listing(filter)
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

  /**
   * Works many off again, the oldest first, at most 500 at once. Who goes on from the place that
   * was reached gets each once, also where they are in the wanted state again meanwhile.
   *
   * @throws GatewayException INVALID_ARGUMENT for a span that ends before it begins, and for a
   *     place that no answer has given
   */
  public Redone redo(RedoEvents wish, String operator, RequestKey key) {
    if (!wish.from().isBefore(wish.until())) {
      throw GatewayException.invalid("until", "must be later than from");
    }
    boolean dry = Boolean.TRUE.equals(wish.dryRun());
    Optional<String> earlier = dry ? Optional.empty() : idempotency.earlier(key);
    if (earlier.isPresent()) {
      return Redone.of(earlier.get());
    }
    List<UUID> found = due(wish);
    boolean more = found.size() > AT_ONCE;
    List<UUID> these = more ? found.subList(0, AT_ONCE) : found;
    String next = more ? place(these.get(AT_ONCE - 1)) : null;
    Redone redone = new Redone(dry ? these.size() : again(these, state(wish)), next);
    if (!dry) {
      audit.record(
          operator,
          "event.redo",
          "events " + state(wish).name().toLowerCase(Locale.ROOT),
          wish.siteId(),
          "%d from %s until %s, type %s, item %s"
              .formatted(redone.count(), wish.from(), wish.until(), wish.type(), wish.itemId()));
      idempotency.done(key, redone.stored());
    }
    return redone;
  }

  /**
   * Locked by their ids: a limit and a lock in one query is nothing that H2 understands.
   *
   * @return how many, without those that somebody else was faster with
   */
  private int again(List<UUID> ids, State wanted) {
    if (ids.isEmpty()) {
      return 0;
    }
    List<ReceivedEvent> events =
        em.createNamedQuery(ReceivedEvent.BY_IDS, ReceivedEvent.class)
            .setParameter("ids", List.copyOf(ids))
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultStream()
            .filter(event -> event.state() == wanted)
            .toList();
    events.forEach(event -> event.again(clock.instant()));
    return events.size();
  }

  private String place(UUID last) {
    ReceivedEvent event = Optional.ofNullable(em.find(ReceivedEvent.class, last)).orElseThrow();
    return new Cursor(event.receivedAt(), last).text();
  }

  private static State state(RedoEvents wish) {
    return "done".equals(wish.state()) ? State.DONE : State.FAILED;
  }

  private List<UUID> due(RedoEvents wish) {
    Cursor place = new PageWish(AT_ONCE, wish.after()).cursor();
    Cursor start =
        place == null || place.at().isBefore(wish.from())
            ? new Cursor(wish.from(), ReceivedEvent.NOBODY)
            : place;
    return listing(
            new EventFilter(
                wish.itemId(),
                wish.siteId(),
                wish.type(),
                state(wish).name(),
                start.at(),
                wish.until()))
        .where("e.receivedAt > :from or e.id > :beyond", "beyond", start.id())
        .oldest(em, AT_ONCE + 1);
  }

  private static Listing<ReceivedEvent> listing(EventFilter filter) {
    return new Listing<>(ReceivedEvent.class, "receivedAt")
        .where("e.bridgeItemId = :itemId", "itemId", filter.itemId())
        .where("e.siteId = :siteId", "siteId", filter.siteId())
        .where("e.eventType = :type", "type", filter.type())
        .where("e.state = :state", "state", Choice.of("state", State.class, filter.state()))
        .between(filter.from(), filter.until());
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

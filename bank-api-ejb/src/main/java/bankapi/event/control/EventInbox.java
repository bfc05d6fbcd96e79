package bankapi.event.control;

import bankapi.event.entity.ReceivedEvent;
import bankapi.item.control.ItemStore;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.OldRows;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Store: Bridge's webhooks from the moment they are stored until they are worked off. They wait in
 * lanes, one for each Bridge user: a lane is worked off by one worker of one node at a time, all
 * that waits in it together.
 */
@Stateless
public class EventInbox {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration GIVE_UP = Duration.ofDays(2);

  /** The most events of a lane that are claimed together. */
  private static final int AT_ONCE = 500;

  /**
   * What Bridge has just sent comes before what an operator wants again, which may be a lot; news
   * of items come before news of accounts, which only say that there is data to fetch.
   */
  private static final String DUE_LANES =
      """
      select e.lane from received_event e
      where e.state = 'WAITING' and e.next_attempt_at <= ?1
        and not exists (
          select 1 from received_event b where b.lane = e.lane and b.state = 'WAITING'
            and b.claim_token is not null and b.next_attempt_at > ?1)
      group by e.lane
      order by min(case when e.waiting_since is null then 0 else 1 end),
        min(case when e.event_type like 'item.account.%' then 1 else 0 end),
        min(e.next_attempt_at)
      limit ?2
      """;

  private static final String OLDEST =
      "select id from received_event where lane = ?1 and state = 'WAITING'"
          + " order by received_at, id limit 1";

  private static final String AT_WORK =
      "select id from received_event where lane = ?1 and state = 'WAITING'"
          + " and claim_token is not null and next_attempt_at > ?2 limit 1";

  /** What is due comes first: however much waits for another try, it holds up nothing else. */
  private static final String WAITING =
      "select id from received_event where lane = ?1 and state = 'WAITING'"
          + " order by case when next_attempt_at <= ?2 then 0 else 1 end, received_at, id limit ?3";

  private static final OldRows OLD =
      new OldRows("received_event", "processed_at", "r.state = 'DONE'", ReceivedEvent.DELETE);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject ItemStore items;
  @Inject Tenancy tenancy;

  /**
   * How long news of an item's accounts wait for others: Bridge sends one for each account, and the
   * site shall hear of them together.
   */
  @Inject
  @ConfigProperty(name = "bankapi.item.accounts-quiet", defaultValue = "PT3S")
  Duration accountsQuiet;

  /** How long a lane is one worker's; longer than Bridge's answers are waited for. */
  @Inject
  @ConfigProperty(name = "bankapi.event.lease", defaultValue = "PT2M")
  Duration lease;

  /**
   * Stores a verified webhook unless these very bytes were stored before; of two at the very same
   * time one fails (see {@link EventIntake}).
   *
   * @return whether it was new
   */
  public boolean store(byte[] raw) {
    if (isStored(raw)) {
      return false;
    }
    BridgeEvent event = BridgeEvent.parse(new String(raw, StandardCharsets.UTF_8));
    Instant now = clock.instant();
    em.persist(
        new ReceivedEvent(
            Hashes.sha256Hex(raw),
            event.type(),
            event.userUuid(),
            event.itemId(),
            event.body(),
            now,
            event.isOfAccount() ? now.plus(accountsQuiet) : now));
    return true;
  }

  /** Whether these very bytes are stored. */
  public boolean isStored(byte[] raw) {
    return em.createNamedQuery(ReceivedEvent.COUNT_BY_HASH, Long.class)
            .setParameter("bodyHash", Hashes.sha256Hex(raw))
            .getSingleResult()
        > 0;
  }

  /** How long Bridge has sent nothing, for health and metrics: nothing is down because of it. */
  public BridgeSilence silence() {
    Instant lastHeard =
        em.createNamedQuery(ReceivedEvent.RECEIVED_TIMES, Instant.class)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .orElse(null);
    return BridgeSilence.of(
        lastHeard, items.oldestLive().orElse(null), items.anyLive(), clock.instant());
  }

  /** The items that webhooks received since then are about. */
  public List<Long> itemsHeardOfSince(Instant since) {
    return em.createNamedQuery(ReceivedEvent.ITEMS_SINCE, Long.class)
        .setParameter("since", since)
        .getResultList();
  }

  /**
   * The lanes in which something is due and nobody is at work: those with news of items first, then
   * the longest waiting.
   */
  @SuppressWarnings("unchecked") // a native query over one uuid column
  public List<UUID> dueLanes(int most) {
    return em.createNativeQuery(DUE_LANES)
        .setParameter(1, sql(clock.instant()))
        .setParameter(2, most)
        .getResultList();
  }

  /**
   * Hands what waits in a lane to one worker only, oldest first, until the lease ends. What waits
   * for another try comes too, as far as there is room for it beside what is due: one answer of
   * Bridge settles all. News of accounts come only when one of them is due, and then all.
   *
   * <p>Of two at the same time one waits for the other: they lock what they found in one go and in
   * the same order, always with the oldest, so that neither holds what the other already waits for.
   * Whoever has waited finds the lane at work.
   *
   * @return empty where somebody else is at work in the lane
   */
  public List<Claimed> claim(UUID lane) {
    if (isAtWork(lane, clock.instant())) {
      return List.of();
    }
    List<UUID> found = waiting(lane, clock.instant());
    Set<UUID> toLock = new LinkedHashSet<>(oldest(lane));
    toLock.addAll(found);
    List<ReceivedEvent> locked = locked(toLock);
    Instant now = clock.instant();
    if (isAtWork(lane, now)) {
      return List.of();
    }
    List<ReceivedEvent> waiting =
        locked.stream()
            .filter(e -> e.state() == ReceivedEvent.State.WAITING && found.contains(e.id()))
            .toList();
    boolean accounts =
        waiting.stream().anyMatch(e -> BridgeEvent.isOfAccount(e.eventType()) && e.isDue(now));
    place(waiting, lane);
    UUID token = UUID.randomUUID();
    return waiting.stream()
        .filter(e -> accounts || !BridgeEvent.isOfAccount(e.eventType()))
        .map(e -> claim(e, token, now))
        .toList();
  }

  /** All of a lane are of one user, whom nobody may have known when they were received. */
  private void place(List<ReceivedEvent> waiting, UUID lane) {
    tenancy
        .byBridgeUuid(lane)
        .ifPresent(user -> waiting.forEach(event -> event.belongsTo(user.siteId())));
  }

  private boolean isAtWork(UUID lane, Instant now) {
    return !em.createNativeQuery(AT_WORK)
        .setParameter(1, lane)
        .setParameter(2, sql(now))
        .getResultList()
        .isEmpty();
  }

  @SuppressWarnings("unchecked") // a native query over one uuid column
  private List<UUID> oldest(UUID lane) {
    return em.createNativeQuery(OLDEST).setParameter(1, lane).getResultList();
  }

  @SuppressWarnings("unchecked") // a native query over one uuid column
  private List<UUID> waiting(UUID lane, Instant now) {
    return em.createNativeQuery(WAITING)
        .setParameter(1, lane)
        .setParameter(2, sql(now))
        .setParameter(3, AT_ONCE)
        .getResultList();
  }

  private Claimed claim(ReceivedEvent event, UUID token, Instant now) {
    event.claim(token, now.plus(lease));
    return new Claimed(event.id(), token, now, event.receivedAt(), BridgeEvent.parse(event.body()));
  }

  /**
   * An event that is ours to work off.
   *
   * @param token proves the claim when it is settled
   * @param claimedAt when the lease began
   */
  public record Claimed(
      UUID id, UUID token, Instant claimedAt, Instant receivedAt, BridgeEvent event) {}

  /**
   * Marks them worked off, in the transaction of what they led to.
   *
   * @return false where the claim of any is lost: then none is marked, and nothing may be told
   */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public boolean settle(Collection<Claimed> claimed) {
    List<ReceivedEvent> held = held(claimed);
    if (held.size() < claimed.size()) {
      return false;
    }
    held.forEach(event -> event.done(clock.instant()));
    return true;
  }

  /** There was nothing to do. */
  public void done(Collection<Claimed> claimed) {
    change(claimed, ReceivedEvent::done);
  }

  /** Ever longer pauses for two days, then they are left for an operator. */
  public void retry(Collection<Claimed> claimed, String error) {
    change(
        claimed,
        (event, now) -> {
          if (event.waitingSince().plus(GIVE_UP).isBefore(now)) {
            event.fail(now, error);
          } else {
            long seconds =
                Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(event.attempts(), 20));
            event.retry(now.plusSeconds(seconds), error);
          }
        });
  }

  /** They could not be worked off yet, for no fault of theirs or Bridge's. */
  public void postpone(Collection<Claimed> claimed, Duration pause) {
    change(claimed, (event, now) -> event.postpone(now.plus(pause)));
  }

  /**
   * Forgets some of what was worked off before the given time.
   *
   * @see OldRows#forget
   */
  public int purge(Instant before, int limit) {
    return OLD.forget(em, before, limit);
  }

  private void change(Collection<Claimed> claimed, BiConsumer<ReceivedEvent, Instant> change) {
    Instant now = clock.instant();
    held(claimed).forEach(event -> change.accept(event, now));
  }

  /** Those alone of which the claim still holds; all come from one claim. */
  private List<ReceivedEvent> held(Collection<Claimed> claimed) {
    if (claimed.isEmpty()) {
      return List.of();
    }
    UUID token = claimed.iterator().next().token();
    return locked(claimed.stream().map(Claimed::id).toList()).stream()
        .filter(event -> event.claimedBy(token))
        .toList();
  }

  private List<ReceivedEvent> locked(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : em.createNamedQuery(ReceivedEvent.BY_IDS, ReceivedEvent.class)
            .setParameter("ids", List.copyOf(ids))
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
  }

  private static OffsetDateTime sql(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

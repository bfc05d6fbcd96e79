package bankapi.event.control;

import bankapi.event.entity.ReceivedEvent;
import bankapi.platform.control.Hashes;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Store: Bridge's webhooks from the moment they are stored until they are worked off. */
@Stateless
public class EventInbox {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** With pauses of at most ten minutes, about two days. */
  private static final int MOST_ATTEMPTS = 290;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  /** How long events are kept that were worked off; far longer than Bridge repeats one. */
  @Inject
  @ConfigProperty(name = "bankapi.event.keep", defaultValue = "P30D")
  Duration keep;

  /**
   * Stores a verified webhook unless these very bytes were stored before.
   *
   * @return whether it was new
   */
  public boolean store(byte[] raw) {
    String hash = Hashes.sha256Hex(raw);
    long known =
        em.createNamedQuery(ReceivedEvent.COUNT_BY_HASH, Long.class)
            .setParameter("bodyHash", hash)
            .getSingleResult();
    if (known > 0) {
      return false;
    }
    BridgeEvent event = BridgeEvent.parse(new String(raw, StandardCharsets.UTF_8));
    em.persist(new ReceivedEvent(hash, event.type(), event.body(), clock.instant()));
    return true;
  }

  /** Hands due events to one node only, oldest first, until the lease ends. */
  public List<Claimed> claim(int most) {
    Instant now = clock.instant();
    @SuppressWarnings("unchecked") // a native query over one uuid column
    List<UUID> ids =
        em.createNativeQuery(
                "select id from received_event where state = 'WAITING' and next_attempt_at <= ?1"
                    + " order by next_attempt_at limit "
                    + most
                    + " for update skip locked")
            .setParameter(1, now.atOffset(ZoneOffset.UTC))
            .getResultList();
    UUID token = UUID.randomUUID();
    return ids.stream().map(id -> claim(id, token, now)).toList();
  }

  private Claimed claim(UUID id, UUID token, Instant now) {
    ReceivedEvent event = Optional.ofNullable(em.find(ReceivedEvent.class, id)).orElseThrow();
    event.claim(token, now.plus(LEASE));
    return new Claimed(id, token, BridgeEvent.parse(event.body()));
  }

  /**
   * An event that is ours to work off.
   *
   * @param token proves the claim when it is settled
   */
  public record Claimed(UUID id, UUID token, BridgeEvent event) {

    /** Names this event as the cause of a site's news. */
    String cause() {
      return "event:" + id;
    }
  }

  public void done(Claimed claimed) {
    settle(claimed, (event, now) -> event.done(now));
  }

  /** Ever longer pauses, then it is left for an operator. */
  public void retry(Claimed claimed, String error) {
    settle(
        claimed,
        (event, now) -> {
          if (event.attempts() >= MOST_ATTEMPTS) {
            event.fail(now, error);
          } else {
            long seconds =
                Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(event.attempts(), 20));
            event.retry(now.plusSeconds(seconds), error);
          }
        });
  }

  /**
   * Forgets what was worked off long ago.
   *
   * @return how many were forgotten
   */
  public int purge() {
    return em.createNamedQuery(ReceivedEvent.PURGE)
        .setParameter("before", clock.instant().minus(keep))
        .executeUpdate();
  }

  private void settle(Claimed claimed, BiConsumer<ReceivedEvent, Instant> change) {
    Optional.ofNullable(em.find(ReceivedEvent.class, claimed.id()))
        .filter(event -> event.claimedBy(claimed.token()))
        .ifPresent(event -> change.accept(event, clock.instant()));
  }
}

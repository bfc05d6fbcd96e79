package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.alert.entity.AlertNotice;
import bankapi.delivery.control.PostLimits;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Store: hands what is to be told to one node only, and writes down what came of it. A claim ends
 * with its lease: a node that dies between sending and settling has another tell it again.
 */
@Stateless
public class NoticeQueue {

  /** Longer than a mail takes ({@link MailChannel}), and beside the longest that a POST lasts. */
  private static final Duration SPARE = Duration.ofMinutes(5);

  /** Locks among the first few only, because H2 locks every row that matches. */
  private static final String DUE =
      """
      select n.id from alert_notice n where n.channel = ?1 and n.next_attempt_at <= ?2
        and (n.lease_until is null or n.lease_until <= ?2) and n.id in (
          select d.id from alert_notice d where d.channel = ?1 and d.next_attempt_at <= ?2
            and (d.lease_until is null or d.lease_until <= ?2)
          order by d.next_attempt_at, d.id limit ?4)
      order by n.next_attempt_at, n.id limit ?3 for update skip locked
      """;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject PostLimits limits;
  @Inject AlertPolicy policy;

  /** What is due for the channel, the longest due first; nobody else gets it until settled. */
  public List<ClaimedNotice> claim(String channel, int most) {
    Instant now = clock.instant();
    OffsetDateTime sqlNow = now.atOffset(ZoneOffset.UTC);
    @SuppressWarnings("unchecked") // a native query over one uuid column
    List<UUID> ids =
        em.createNativeQuery(DUE)
            .setParameter(1, channel)
            .setParameter(2, sqlNow)
            .setParameter(3, most)
            .setParameter(4, most * 4)
            .getResultList();
    UUID token = UUID.randomUUID();
    return ids.stream()
        .map(id -> Objects.requireNonNull(em.find(AlertNotice.class, id)))
        .map(notice -> claim(notice, token, now.plus(limits.total()).plus(SPARE)))
        .toList();
  }

  private ClaimedNotice claim(AlertNotice notice, UUID token, Instant until) {
    notice.claim(token, until);
    Alert alert = alert(notice);
    return new ClaimedNotice(notice.id(), token, alert.step(), AlertFacts.of(alert));
  }

  /** It arrived; does nothing where the claim is lost. */
  public void told(ClaimedNotice claimed) {
    held(claimed)
        .ifPresent(notice -> notice.told(alert(notice).step() > claimed.step(), clock.instant()));
  }

  /**
   * It did not arrive.
   *
   * @param error without the channel's address
   * @param notBefore when the channel wants to be asked again; null: it says nothing
   * @return whether it is tried again
   */
  public boolean failed(ClaimedNotice claimed, String error, @Nullable Instant notBefore) {
    Instant now = clock.instant();
    Optional<AlertNotice> held = held(claimed);
    held.ifPresent(
        notice ->
            notice.failed(
                error,
                policy.next(
                    notice.attempts(),
                    Objects.requireNonNullElse(notice.dueAt(), now),
                    now,
                    Objects.requireNonNullElse(notBefore, now))));
    return held.filter(notice -> notice.nextAttemptAt() != null).isPresent();
  }

  /** Locked before its alert is read: so what is newer is not missed. */
  private Optional<AlertNotice> held(ClaimedNotice claimed) {
    return Optional.ofNullable(
            em.find(AlertNotice.class, claimed.id(), LockModeType.PESSIMISTIC_WRITE))
        .filter(notice -> notice.heldBy(claimed.token()));
  }

  private Alert alert(AlertNotice notice) {
    return Objects.requireNonNull(em.find(Alert.class, notice.alertId()), "alert");
  }
}

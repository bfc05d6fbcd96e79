package bankapi.item.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Store: hands each item that was not heard of for long to one node only. */
@Stateless
public class ItemQueue {

  private static final Duration LEASE = Duration.ofMinutes(10);

  /**
   * Locks among the first few only, because H2 locks every row that matches. In braces stands which
   * ones count.
   */
  private static final String SILENT =
      """
      select i.id from item i where i.deleted_at is null and i.read_at < ?1 and i.{which}
        and i.id in (
          select s.id from item s where s.deleted_at is null and s.read_at < ?1 and s.{which}
            and not exists (select 1 from bank_outage o
              where o.open_provider_id = s.provider_id and o.look_at > ?2)
            order by s.{first} limit ?4)
      order by i.{first} limit ?3 for update skip locked
      """;

  private static final String NOT_ASKED_ABOUT =
      SILENT.replace("{which}", "looked_until is null").replace("{first}", "read_at");

  private static final String ASKED_IN_VAIN =
      SILENT.replace("{which}", "looked_until <= ?2").replace("{first}", "looked_until");

  /** Whoever holds it puts its next look off as well: two nodes never wait for each other. */
  private static final String DUE_OUTAGE =
      "select id from bank_outage where open_provider_id = ?1 and look_at <= ?2"
          + " for update skip locked";

  /**
   * Silent items that were claimed.
   *
   * @param again whether they were asked about before, in vain
   */
  public record Silent(List<ItemView> items, boolean again) {}

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject ItemStore store;
  @Inject OutagePolicy outages;

  /**
   * The live items not heard of since then, the longest silent first; for ten minutes nobody else
   * gets them, and then again if nothing was written down of them, but only where there are none
   * that were not asked about yet: however many fail, they stand in nobody's way. Of a bank that is
   * down a few are given once in a while, so that its end is noticed even if Bridge's webhooks are
   * lost.
   */
  public Silent claimSilent(Instant since, int most) {
    Instant now = clock.instant();
    List<UUID> ids = lock(NOT_ASKED_ABOUT, since, now, most);
    boolean again = ids.isEmpty();
    if (again) {
      ids = lock(ASKED_IN_VAIN, since, now, most);
    }
    for (UUID id : ids) {
      em.createNativeQuery("update item set looked_until = ?1 where id = ?2")
          .setParameter(1, sql(now.plus(LEASE)))
          .setParameter(2, id)
          .executeUpdate();
    }
    List<ItemView> claimed = ids.stream().map(store::byId).flatMap(Optional::stream).toList();
    claimed.stream()
        .map(ItemView::providerId)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(provider -> pause(provider, now));
    return new Silent(claimed, again);
  }

  @SuppressWarnings("unchecked") // a native query over one uuid column
  private List<UUID> lock(String which, Instant since, Instant now, int most) {
    return em.createNativeQuery(which)
        .setParameter(1, sql(since))
        .setParameter(2, sql(now))
        .setParameter(3, most)
        .setParameter(4, most * 4)
        .getResultList();
  }

  /** The next look at what is silent of a bank that is down. */
  private void pause(long providerId, Instant now) {
    List<?> due =
        em.createNativeQuery(DUE_OUTAGE)
            .setParameter(1, providerId)
            .setParameter(2, sql(now))
            .getResultList();
    for (Object outage : due) {
      em.createNativeQuery("update bank_outage set look_at = ?1 where id = ?2")
          .setParameter(1, sql(now.plus(outages.pause())))
          .setParameter(2, outage)
          .executeUpdate();
    }
  }

  /**
   * Some of those that were claimed were not asked about: whoever comes next may claim them, as
   * what they were before.
   */
  public void giveBack(List<ItemView> some, boolean again) {
    Query giveBack =
        again
            ? em.createQuery("update Item i set i.lookedUntil = :now where i.id in :ids")
                .setParameter("now", clock.instant())
            : em.createQuery("update Item i set i.lookedUntil = null where i.id in :ids");
    giveBack.setParameter("ids", some.stream().map(ItemView::id).toList()).executeUpdate();
  }

  private static OffsetDateTime sql(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}

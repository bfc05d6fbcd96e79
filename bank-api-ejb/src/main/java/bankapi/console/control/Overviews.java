package bankapi.console.control;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Store: counts across features. */
@Stateless
public class Overviews {

  private static final Duration SOON = Duration.ofDays(30);

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;

  public Overview now() {
    Instant now = clock.instant();
    return new Overview(
        count("select count(s) from Site s where s.state = bankapi.site.entity.Site.State.ACTIVE"),
        grouped(
            "select i.status, count(i) from Item i where i.deletedAt is null group by i.status"),
        em.createQuery(
                "select count(i) from Item i where i.deletedAt is null"
                    + " and i.authenticationExpiresAt >= :now and i.authenticationExpiresAt < :soon",
                Long.class)
            .setParameter("now", now)
            .setParameter("soon", now.plus(SOON))
            .getSingleResult(),
        count(
            "select count(r) from ConnectionRequest r"
                + " where r.state = bankapi.connection.entity.ConnectionRequest.State.OPEN"),
        grouped("select e.state, count(e) from ReceivedEvent e group by e.state"),
        grouped("select d.state, count(d) from Delivery d group by d.state"),
        em.createQuery(
                "select d.nextAttemptAt from Delivery d where d.nextAttemptAt <= :now"
                    + " and d.state = bankapi.delivery.entity.Delivery.State.PENDING"
                    + " order by d.nextAttemptAt",
                Instant.class)
            .setParameter("now", now)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .orElse(null));
  }

  private long count(String query) {
    return em.createQuery(query, Long.class).getSingleResult();
  }

  private Map<String, Long> grouped(String query) {
    Map<String, Long> counts = new TreeMap<>();
    for (Object[] row : em.createQuery(query, Object[].class).getResultList()) {
      counts.put(String.valueOf(row[0]).toLowerCase(Locale.ROOT), ((Number) row[1]).longValue());
    }
    return counts;
  }
}

package bankapi.alert.control;

import bankapi.alert.entity.Alert;
import bankapi.alert.entity.AlertNotice;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Store: what is wrong, as any node sees it. That something is open only once is the database's
 * word; an alert's row is locked while anything about it is decided, so that nodes take turns. What
 * is to be told is written down in the same transaction.
 */
@Stateless
@SuppressWarnings("NullAway.Init")
public class AlertStore {

  private static final Logger LOGGER = System.getLogger(AlertStore.class.getName());

  /** Writing that it is still so is not worth more. */
  private static final Duration OFTEN_ENOUGH = Duration.ofSeconds(10);

  private static final int AT_ONCE = 200;

  /** How long alerts that are over are kept. */
  @Inject
  @ConfigProperty(name = "bankapi.alert.keep", defaultValue = "P90D")
  Duration keep;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject AlertPolicy policy;

  /**
   * It is so now. Where another node sees it for the first time at the same moment, one of the two
   * fails.
   *
   * @param channels that are told when it opens; one that was set since hears of it now
   */
  public void see(Alert.Kind kind, Condition condition, Collection<String> channels) {
    Instant now = clock.instant();
    Optional<Alert> known = byKey(kind, condition.subject());
    if (known.isEmpty()) {
      em.persist(
          new Alert(
              kind,
              condition.subject(),
              since(condition, now),
              condition.level(),
              AlertFacts.stored(condition),
              now));
    } else if (isNews(known.get(), condition, now)) {
      Alert alert = lock(known.get());
      if (!alert.isOver()) {
        see(alert, condition, channels, now);
      }
    }
  }

  private void see(Alert alert, Condition condition, Collection<String> channels, Instant now) {
    boolean worse = condition.level() > alert.level();
    if (alert.openedAt() == null && policy.isUnwatched(alert.seenAt(), now)) {
      alert.watchAnew(since(condition, now), now);
    }
    alert.seen(condition.level(), AlertFacts.stored(condition), now);
    if (alert.openedAt() == null && policy.opens(alert.watchedSince(), now)) {
      alert.open(now);
      join(alert, channels, now);
      LOGGER.log(Level.WARNING, "Alert {0} is open: {1}", alert.kind(), alert.subject());
    } else if (alert.openedAt() != null) {
      if (worse) {
        alert.raise();
        tell(alert, now);
      }
      join(alert, channels, now);
    }
  }

  /** Those of the channels that have not heard of it yet. */
  private void join(Alert alert, Collection<String> channels, Instant now) {
    if (channels.isEmpty()) {
      return;
    }
    List<String> known =
        em.createNamedQuery(AlertNotice.CHANNELS, String.class)
            .setParameter("alertId", alert.id())
            .getResultList();
    channels.stream()
        .filter(channel -> !known.contains(channel))
        .forEach(channel -> em.persist(new AlertNotice(alert.id(), channel, now)));
  }

  private boolean isNews(Alert alert, Condition condition, Instant now) {
    return condition.level() > alert.level()
        || alert.openedAt() == null && policy.opens(alert.watchedSince(), now)
        || alert.seenAt().plus(OFTEN_ENOUGH).isBefore(now);
  }

  /**
   * What would be over if nothing but these subjects is so: what was open and has not been seen for
   * long enough, and what was only watched. The longest unseen first, some at a time.
   */
  public List<String> unseen(Alert.Kind kind, Instant asOf, Set<String> subjects) {
    return endable(kind, asOf, clock.instant()).stream()
        .map(Alert::subject)
        .filter(subject -> !subjects.contains(subject))
        .toList();
  }

  /** Of these it is known that they were not so at that time: they are over, or forgotten. */
  public void gone(Alert.Kind kind, Instant asOf, Collection<String> subjects) {
    Instant now = clock.instant();
    endable(kind, asOf, now).stream()
        .filter(alert -> subjects.contains(alert.subject()))
        .map(this::lock)
        .filter(alert -> !alert.isOver() && alert.seenAt().isBefore(asOf))
        .forEach(alert -> gone(alert, now));
  }

  private List<Alert> endable(Alert.Kind kind, Instant asOf, Instant now) {
    return em.createNamedQuery(Alert.UNSEEN, Alert.class)
        .setParameter("kind", kind)
        .setParameter("asOf", asOf)
        .setMaxResults(AT_ONCE)
        .getResultStream()
        .filter(alert -> alert.openedAt() == null || policy.ends(alert.seenAt(), now))
        .toList();
  }

  private void gone(Alert alert, Instant now) {
    if (alert.openedAt() == null) {
      em.remove(alert);
    } else {
      alert.end(now);
      tell(alert, now);
      LOGGER.log(Level.INFO, "Alert {0} is over: {1}", alert.kind(), alert.subject());
    }
  }

  /** How many are open, of each kind that has any. */
  public Map<Alert.Kind, Long> countOpen() {
    Map<Alert.Kind, Long> counts = new EnumMap<>(Alert.Kind.class);
    em.createNamedQuery(Alert.COUNT_OPEN, Object[].class)
        .getResultStream()
        .forEach(row -> counts.put((Alert.Kind) row[0], (Long) row[1]));
    return counts;
  }

  /** Forgets what was over long ago. */
  public int purge() {
    Instant before = clock.instant().minus(keep);
    int notices =
        em.createNamedQuery(AlertNotice.DELETE_ENDED)
            .setParameter("before", before)
            .executeUpdate();
    LOGGER.log(Level.DEBUG, "{0} notices of old alerts removed", notices);
    return em.createNamedQuery(Alert.DELETE_ENDED).setParameter("before", before).executeUpdate();
  }

  private void tell(Alert alert, Instant now) {
    em.createNamedQuery(AlertNotice.TELL)
        .setParameter("now", now)
        .setParameter("alertId", alert.id())
        .executeUpdate();
  }

  private Optional<Alert> byKey(Alert.Kind kind, String subject) {
    return em.createNamedQuery(Alert.BY_KEY, Alert.class)
        .setParameter("openKey", Alert.key(kind, subject))
        .getResultStream()
        .findFirst();
  }

  private Alert lock(Alert alert) {
    em.refresh(alert, LockModeType.PESSIMISTIC_WRITE);
    return alert;
  }

  private static Instant since(Condition condition, Instant now) {
    Instant since = condition.since();
    return since == null ? now : since;
  }
}

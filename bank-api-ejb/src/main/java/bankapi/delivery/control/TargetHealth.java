package bankapi.delivery.control;

import bankapi.delivery.entity.WebhookTarget;
import bankapi.platform.control.Audit;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Store: what attempts say about a target, and what follows from it. Whoever changes a target locks
 * it, and locks it before any delivery, so that no two wait for each other.
 */
@Stateless
public class TargetHealth {

  /** Of which parts of the way to suspension operators are warned, in percent. */
  static final List<Integer> WARNINGS = List.of(50, 70, 90, 100);

  private static final System.Logger LOGGER = System.getLogger(TargetHealth.class.getName());
  private static final int AT_ONCE = 100;
  private static final int MOST_DOUBLINGS = 20;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Audit audit;
  @Inject Event<TargetWarning> warnings;

  /** A target that has failed for so long is suspended. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.suspend-after", defaultValue = "PT120H")
  Duration suspendAfter;

  /** After so many failures in a row a target is spared: one attempt at a time. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.circuit-failures", defaultValue = "5")
  int circuitFailures;

  /** How long it is left alone first; each failure doubles it. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.circuit-pause", defaultValue = "PT30S")
  Duration circuitPause;

  /** How long it is left alone at most. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.circuit-longest-pause", defaultValue = "PT5M")
  Duration circuitLongestPause;

  /** Nothing is written while all is well, which is nearly always. */
  public void record(UUID targetId, SendResult result, Instant now) {
    if (result.fault() == SendResult.Fault.GATEWAY) {
      return;
    }
    if (!result.delivered()) {
      failed(locked(targetId), result.gone(), now);
      return;
    }
    WebhookTarget target = Objects.requireNonNull(em.find(WebhookTarget.class, targetId));
    if (target.failures() > 0) {
      em.refresh(target, LockModeType.PESSIMISTIC_WRITE);
      target.succeeded();
      LOGGER.log(Level.INFO, "target {0} of site {1} answers again", targetId, target.siteId());
    }
  }

  /** Targets on which this warning is due. */
  public List<UUID> due(int percent, Instant now) {
    return em.createNamedQuery(WebhookTarget.FAILING, UUID.class)
        .setParameter("before", now.minus(suspendAfter.multipliedBy(percent).dividedBy(100)))
        .setParameter("percent", percent)
        .setMaxResults(AT_ONCE)
        .getResultList();
  }

  /** Warns of one target, and suspends it at 100 percent; only the first of several nodes does. */
  public void warn(UUID targetId, int percent, Instant now) {
    WebhookTarget target = locked(targetId);
    Instant since = target.failingSince();
    if (target.state() != WebhookTarget.State.ACTIVE
        || target.warnedPercent() >= percent
        || since == null
        || since.isAfter(now.minus(suspendAfter.multipliedBy(percent).dividedBy(100)))) {
      return;
    }
    if (!target.knownToFail(now)) {
      target.succeeded();
      return;
    }
    target.warned(percent);
    if (percent == 100) {
      target.suspend(now);
    }
    tell(target, percent, since, percent == 100 ? "suspended" : "failing");
  }

  private void failed(WebhookTarget target, boolean gone, Instant now) {
    int failures = target.knownToFail(now) ? target.failures() + 1 : 1;
    target.failed(now, failures < circuitFailures ? null : now.plus(pause(failures)));
    if (gone && target.gone(now)) {
      tell(target, 100, now, "gone");
    }
  }

  private Duration pause(int failures) {
    Duration pause =
        circuitPause.multipliedBy(1L << Math.min(failures - circuitFailures, MOST_DOUBLINGS));
    return pause.compareTo(circuitLongestPause) > 0 ? circuitLongestPause : pause;
  }

  private void tell(WebhookTarget target, int percent, Instant since, String what) {
    LOGGER.log(
        Level.WARNING,
        "target {0} of site {1} is {2}, {3} percent of the way to suspension, since {4}",
        target.id(),
        target.siteId(),
        what,
        percent,
        since);
    audit.record(
        "system",
        "webhook-target." + what,
        "target " + target.id(),
        target.siteId(),
        percent + " percent, failing since " + since);
    warnings.fire(
        new TargetWarning(
            target.id(), target.siteId(), target.url(), percent, what.equals("gone"), since));
  }

  private WebhookTarget locked(UUID id) {
    return Objects.requireNonNull(
        em.find(WebhookTarget.class, id, LockModeType.PESSIMISTIC_WRITE), "target");
  }
}

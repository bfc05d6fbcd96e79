package bankapi.delivery.control;

import bankapi.platform.control.RareTraces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Warns of targets that fail, and suspends them in the end; each in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TargetWatch {

  private static final Logger LOGGER = System.getLogger(TargetWatch.class.getName());

  @Inject TargetHealth health;
  @Inject RareTraces traces;
  @Inject Clock clock;

  /** Any number of nodes may do this at once. */
  public void tick() {
    Instant now = clock.instant();
    for (int percent : TargetHealth.WARNINGS) {
      for (UUID target : health.due(percent, now)) {
        try {
          health.warn(target, percent, now);
        } catch (RuntimeException e) {
          // one target's trouble is its own: the others are warned of, and it is tried again
          traces.warn(LOGGER, "target " + target + " is looked at later", e);
        }
      }
    }
  }
}

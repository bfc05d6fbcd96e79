package bankapi.delivery.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Warns of targets that fail, and suspends them in the end; each in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TargetWatch {

  @Inject TargetHealth health;
  @Inject Clock clock;

  /** Any number of nodes may do this at once. */
  public void tick() {
    Instant now = clock.instant();
    for (int percent : TargetHealth.WARNINGS) {
      for (UUID target : health.due(percent, now)) {
        health.warn(target, percent, now);
      }
    }
  }
}

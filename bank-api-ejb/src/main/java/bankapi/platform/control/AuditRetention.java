package bankapi.platform.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets what was audited long ago, in many short transactions. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditRetention {

  private static final Logger LOGGER = System.getLogger(AuditRetention.class.getName());
  private static final int BATCH = 1_000;

  /** How long it is kept who did what. */
  @Inject
  @ConfigProperty(name = "bankapi.audit.keep", defaultValue = "P1095D")
  Duration keep;

  @Inject AuditTrail trail;

  /**
   * @return how many were removed
   */
  public int purge(Instant now) {
    int purged = Batches.all(BATCH, () -> trail.purge(now.minus(keep), BATCH));
    if (purged > 0) {
      LOGGER.log(Level.INFO, "{0} old entries of the audit removed", purged);
    }
    return purged;
  }
}

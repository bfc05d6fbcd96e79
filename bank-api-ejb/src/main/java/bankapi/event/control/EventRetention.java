package bankapi.event.control;

import bankapi.platform.control.Batches;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets Bridge's webhooks that were worked off long ago, in many short transactions. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventRetention {

  private static final Logger LOGGER = System.getLogger(EventRetention.class.getName());
  private static final int BATCH = 1_000;

  /**
   * How long events are kept that were worked off, far longer than Bridge repeats one, and the keys
   * of runs.
   */
  @Inject
  @ConfigProperty(name = "bankapi.event.keep", defaultValue = "P30D")
  Duration keep;

  @Inject EventInbox inbox;
  @Inject EventRunStore runs;

  /**
   * @return how many were removed
   */
  public int purge(Instant now) {
    int purged = Batches.all(BATCH, () -> inbox.purge(now.minus(keep), BATCH));
    runs.purge(now.minus(keep));
    if (purged > 0) {
      LOGGER.log(Level.INFO, "{0} old webhooks of Bridge removed", purged);
    }
    return purged;
  }
}

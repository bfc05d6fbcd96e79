package bankapi.connection.control;

import bankapi.platform.control.Batches;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** Forgets the requests and runs that were decided long ago, in many short transactions. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConnectionRetention {

  private static final Logger LOGGER = System.getLogger(ConnectionRetention.class.getName());
  private static final int BATCH = 1_000;

  @Inject ConnectionKeep keep;
  @Inject ConnectionQueue queue;
  @Inject UserRunStore runs;

  /**
   * @return how many were removed
   */
  public int purge(Instant now) {
    int purged = Batches.all(BATCH, () -> queue.purge(now.minus(keep.length()), BATCH));
    runs.purge(now.minus(keep.length()));
    if (purged > 0) {
      LOGGER.log(Level.INFO, "{0} old connection requests removed", purged);
    }
    return purged;
  }
}

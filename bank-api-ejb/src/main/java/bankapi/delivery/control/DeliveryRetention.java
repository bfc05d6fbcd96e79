package bankapi.delivery.control;

import bankapi.delivery.entity.Delivery;
import bankapi.platform.control.Batches;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets what is over and old, in many short transactions. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryRetention {

  private static final System.Logger LOGGER = System.getLogger(DeliveryRetention.class.getName());
  private static final int BATCH = 1_000;

  /** How long delivered and cancelled ones are kept, and the keys of runs. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.keep-delivered", defaultValue = "P30D")
  Duration keepDelivered;

  /** How long dead ones are kept, and may be replayed. */
  @Inject
  @ConfigProperty(name = "bankapi.delivery.keep-dead", defaultValue = "P90D")
  Duration keepDead;

  @Inject DeliveryQueue queue;
  @Inject DeliveryRunStore runs;

  /**
   * @return how many were removed
   */
  public int purge(Instant now) {
    int purged =
        purge(Delivery.State.DELIVERED, now.minus(keepDelivered))
            + purge(Delivery.State.CANCELLED, now.minus(keepDelivered))
            + purge(Delivery.State.DEAD, now.minus(keepDead));
    runs.purge(now.minus(keepDelivered));
    if (purged > 0) {
      LOGGER.log(Level.INFO, "{0} old deliveries removed", purged);
    }
    return purged;
  }

  private int purge(Delivery.State state, Instant before) {
    return Batches.all(BATCH, () -> queue.purge(state, before, BATCH));
  }
}

package bankapi.delivery.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a claim holds: longer than an attempt may take, or no attempt would ever begin ({@link
 * DeliveryCourier}).
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class DeliveryLease {

  private static final String SETTING = "bankapi.delivery.lease";

  @Inject
  @ConfigProperty(name = SETTING, defaultValue = "PT2M")
  Duration lease;

  @Inject PostLimits limits;

  /**
   * @throws IllegalStateException naming both settings
   */
  @PostConstruct
  void check() {
    if (lease.compareTo(limits.total()) <= 0) {
      throw new IllegalStateException(
          SETTING
              + " ("
              + lease
              + ") must be longer than "
              + PostLimits.TOTAL_TIMEOUT
              + " ("
              + limits.total()
              + "): otherwise nothing would be sent");
    }
  }

  public Duration length() {
    return lease;
  }
}

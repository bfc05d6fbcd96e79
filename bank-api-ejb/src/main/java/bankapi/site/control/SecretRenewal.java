package bankapi.site.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;

/**
 * Encrypts the stored secrets with the newest key, site by site, each in a transaction of its own:
 * after a round the older keys are needed no more. Any number of nodes may do this at once.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SecretRenewal {

  private static final Logger LOGGER = System.getLogger(SecretRenewal.class.getName());

  @Inject WebhookSecrets secrets;

  /**
   * @return of how many sites
   */
  public int renew() {
    List<UUID> outdated = secrets.outdated();
    int renewed = (int) outdated.stream().filter(this::renew).count();
    int left = outdated.size() - renewed;
    if (!outdated.isEmpty()) {
      LOGGER.log(
          left > 0 ? Level.WARNING : Level.INFO,
          "The webhook secrets of {0} sites are encrypted with the newest key now, {1} could not be",
          renewed,
          left);
    }
    return renewed;
  }

  private boolean renew(UUID site) {
    try {
      secrets.renew(site);
      return true;
    } catch (RuntimeException e) {
      LOGGER.log(Level.DEBUG, "The secrets of site " + site + " are left for the next round", e);
      return false;
    }
  }
}

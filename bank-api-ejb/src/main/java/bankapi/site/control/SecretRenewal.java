package bankapi.site.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Encrypts the stored secrets with the newest key, site by site, each in a transaction of its own:
 * after a round the older keys are needed no more. Any number of nodes may do this at once.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SecretRenewal {

  private static final Logger LOGGER = System.getLogger(SecretRenewal.class.getName());
  private static final int AT_ONCE = 200;

  @Inject WebhookSecrets secrets;

  /**
   * @return of how many sites
   */
  public int renew() {
    int renewed = 0;
    int left = 0;
    UUID after = new UUID(0, 0);
    while (after != null) {
      WebhookSecrets.Outdated some = secrets.outdated(after, AT_ONCE);
      for (UUID site : some.sites()) {
        if (renew(site)) {
          renewed++;
        } else {
          left++;
        }
      }
      after = some.last();
    }
    if (renewed + left > 0) {
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

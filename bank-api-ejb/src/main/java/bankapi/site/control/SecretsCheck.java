package bankapi.site.control;

import bankapi.site.control.WebhookSecrets.Look;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets a lost encryption key stop the start: no webhook could be signed. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SecretsCheck {

  private static final Logger LOGGER = System.getLogger(SecretsCheck.class.getName());
  private static final int MOST = 1_000;

  /** Whether to start without any readable secret, to make new ones. */
  @Inject
  @ConfigProperty(name = "bankapi.platform.encryption-key-lost", defaultValue = "false")
  boolean lost;

  @Inject WebhookSecrets secrets;

  @PostConstruct
  void check() {
    Look look = secrets.look(MOST);
    if (look.unreadable() == 0) {
      return;
    }
    if (look.unreadable() == look.total() && !lost) {
      throw new IllegalStateException(
          "bankapi.platform.encryption-keys decrypts none of the webhook secrets in the database:"
              + " give the key back that encrypted them, behind the new one. If it is lost for"
              + " good, set bankapi.platform.encryption-key-lost=true and rotate the webhook secret"
              + " of every site");
    }
    LOGGER.log(
        Level.WARNING,
        "bankapi.platform.encryption-keys does not decrypt the webhook secrets of {0} of {1} sites:"
            + " their webhooks wait until the key is back or the secret is rotated",
        look.unreadable(),
        look.total());
  }
}

package bankapi.site.control;

import bankapi.site.control.BridgeApplication.Claim;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets the credentials of another application at Bridge stop the start. Bridge would know none of
 * our users there and say so of each, and each site would be told that its banks are deleted.
 */
@Singleton
@Startup
@DependsOn({"SettingsCheck", "Migrations"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BridgeApplicationCheck {

  private static final Logger LOGGER = System.getLogger(BridgeApplicationCheck.class.getName());

  /** The application's id at Bridge. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.client-id")
  Optional<String> clientId = Optional.empty();

  /** Whether to start although the users in the database belong to another application. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.application-changed", defaultValue = "false")
  boolean changed;

  @Inject BridgeApplication application;

  @PostConstruct
  void check() {
    Claim claim = application.claim(clientId.orElseThrow().strip(), changed);
    if (claim == Claim.REFUSED) {
      throw new IllegalStateException(
          "bankapi.bridge.client-id is of another application at Bridge than the one that the users"
              + " in the database belong to: give its credentials back, or take another database."
              + " If all users shall connect their banks again at the other application, set"
              + " bankapi.bridge.application-changed=true");
    }
    if (claim == Claim.CHANGED) {
      LOGGER.log(
          Level.WARNING,
          "From now on this gateway is another application at Bridge: no node may go on with the"
              + " credentials of the former one");
    }
    if (changed) {
      LOGGER.log(
          Level.WARNING,
          "bankapi.bridge.application-changed is set: take it away, or nothing keeps a start with"
              + " credentials of a third application from losing all users");
    }
  }
}

package bankapi.schedule.control;

import bankapi.bridge.control.BridgeClient;
import bankapi.platform.control.PublicUrl;
import bankapi.platform.control.SecretCipher;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Lets a missing or broken mandatory setting stop the start, not the first call that needs it. */
@Singleton
@Startup
public class SettingsCheck {

  private static final Logger LOGGER = System.getLogger(SettingsCheck.class.getName());

  @Inject PublicUrl publicUrl;
  @Inject SecretCipher cipher;
  @Inject BridgeClient bridge;

  /** Each call wakes a bean that refuses to be made without its settings. */
  @PostConstruct
  void check() {
    publicUrl.resolve("/");
    cipher.decrypt(cipher.encrypt("check"));
    LOGGER.log(Level.DEBUG, "All mandatory settings are there: {0}", bridge.toString());
  }
}

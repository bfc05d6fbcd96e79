package bankapi.schedule.control;

import bankapi.alert.control.AlertChannels;
import bankapi.alert.control.AlertTexts;
import bankapi.bridge.control.BridgeClient;
import bankapi.connection.control.ConnectionKeep;
import bankapi.delivery.control.DeliveryLease;
import bankapi.event.control.BridgeSources;
import bankapi.item.control.ConsentSteps;
import bankapi.item.control.OutagePolicy;
import bankapi.platform.control.PublicUrl;
import bankapi.platform.control.SecretCipher;
import bankapi.platform.control.TrustedProxies;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;

/** Lets a missing or broken mandatory setting stop the start, not the first call that needs it. */
@Singleton
@Startup
public class SettingsCheck {

  private static final Logger LOGGER = System.getLogger(SettingsCheck.class.getName());

  @Inject PublicUrl publicUrl;
  @Inject SecretCipher cipher;
  @Inject BridgeClient bridge;
  @Inject TrustedProxies proxies;
  @Inject BridgeSources sources;
  @Inject ConsentSteps consents;
  @Inject AlertChannels alerts;
  @Inject AlertTexts alertTexts;
  @Inject OutagePolicy outages;
  @Inject DeliveryLease deliveries;
  @Inject ConnectionKeep connections;
  @Inject Clock clock;

  /** Each call wakes a bean that refuses to be made without its settings. */
  @PostConstruct
  void check() {
    publicUrl.resolve("/");
    cipher.decrypt(cipher.encrypt("check"));
    proxies.clientOf("", List.of());
    sources.allow("");
    consents.windows(clock.instant());
    LOGGER.log(
        Level.DEBUG,
        "Alerts are told in {0} by {1} channels",
        alertTexts.language(),
        alerts.keys().size());
    outages.window();
    deliveries.length();
    connections.length();
    LOGGER.log(Level.DEBUG, "All mandatory settings are there: {0}", bridge.toString());
  }
}

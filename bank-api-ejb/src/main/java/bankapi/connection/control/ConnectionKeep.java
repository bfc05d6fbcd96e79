package bankapi.connection.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long requests are kept that were decided: at least as long as one may be open, or a link that
 * a person still follows would be of a request that nobody knows.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class ConnectionKeep {

  private static final String SETTING = "bankapi.connection.keep";

  /** Far longer than anybody asks for one. */
  @Inject
  @ConfigProperty(name = SETTING, defaultValue = "P730D")
  Duration keep;

  @Inject
  @ConfigProperty(name = ConnectionStore.LIFETIME, defaultValue = ConnectionStore.DEFAULT_LIFETIME)
  Duration lifetime;

  /**
   * @throws IllegalStateException naming both settings
   */
  @PostConstruct
  void check() {
    if (keep.compareTo(lifetime) < 0) {
      throw new IllegalStateException(
          SETTING
              + " ("
              + keep
              + ") must be at least "
              + ConnectionStore.LIFETIME
              + " ("
              + lifetime
              + "): otherwise requests would be forgotten whose links are still followed");
    }
  }

  public Duration length() {
    return keep;
  }
}

package bankapi.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a POST to a site, or to an operator's chat, may take. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class PostLimits {

  static final String TOTAL_TIMEOUT = "bankapi.delivery.total-timeout";

  @Inject
  @ConfigProperty(name = "bankapi.delivery.connect-timeout", defaultValue = "PT5S")
  Duration connectTimeout;

  @Inject
  @ConfigProperty(name = TOTAL_TIMEOUT, defaultValue = "PT15S")
  Duration totalTimeout;

  /** Of connecting, and of each step of the TLS handshake. */
  public Duration connect() {
    return connectTimeout;
  }

  /** Of an attempt, from beginning to end. */
  public Duration total() {
    return totalTimeout;
  }
}

package bankapi.bridge.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Builds the Bridge client. By hand, because a client injected with {@code @RestClient} keeps the
 * application from loading after a restart of Payara Server (payara/Payara #7655).
 */
@ApplicationScoped
public class BridgeClientProducer {

  private static final Logger LOGGER = System.getLogger(BridgeClientProducer.class.getName());

  /** Where Bridge is, without a path. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.base-url", defaultValue = "https://api.bridgeapi.io")
  URI baseUrl;

  /** The version of Bridge's API, a date; this gateway is written for the default. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.version", defaultValue = "2025-01-15")
  String version;

  /** The application's id at Bridge. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.client-id")
  Optional<String> clientId = Optional.empty();

  /** The application's secret at Bridge. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.client-secret")
  Optional<String> clientSecret = Optional.empty();

  /** How long a connection to Bridge may take to open. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.connect-timeout", defaultValue = "PT5S")
  Duration connectTimeout;

  /** How long Bridge may be silent while we wait for its answer. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.read-timeout", defaultValue = "PT20S")
  Duration readTimeout;

  @Produces
  @ApplicationScoped
  public BridgeClient client() {
    return RestClientBuilder.newBuilder()
        .baseUri(baseUrl)
        .connectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .property("microprofile.rest.client.disable.default.mapper", true)
        .register(
            new BridgeHeaders(
                required("bankapi.bridge.client-id", clientId),
                required("bankapi.bridge.client-secret", clientSecret),
                version))
        .register(RawQuery.class)
        .build(BridgeClient.class);
  }

  void close(@Disposes BridgeClient client) {
    try {
      if (client instanceof Closeable open) {
        open.close();
      }
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "The Bridge client did not close", e);
    }
  }

  private static String required(String key, Optional<String> value) {
    return value
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .orElseThrow(() -> new IllegalStateException(key + " is not set"));
  }
}

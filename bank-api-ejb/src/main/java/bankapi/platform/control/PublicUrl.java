package bankapi.platform.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address under which browsers and Bridge reach this gateway: {@code bankapi.public-url},
 * mandatory, never taken from a request.
 */
@ApplicationScoped
public class PublicUrl {

  @Inject
  @ConfigProperty(name = "bankapi.public-url")
  Optional<String> configured = Optional.empty();

  private URI base = URI.create("https://unset.invalid");

  @PostConstruct
  void read() {
    String text =
        configured.orElseThrow(
            () ->
                new IllegalStateException(
                    "bankapi.public-url is not set: give the https address under which browsers"
                        + " and Bridge reach this gateway"));
    base = URI.create(text.replaceAll("/+$", ""));
    if (base.getHost() == null || base.getRawQuery() != null || base.getRawUserInfo() != null) {
      throw new IllegalStateException("bankapi.public-url is not a plain address: " + text);
    }
  }

  /** Scheme, host and port as browsers write an {@code Origin}. */
  public String origin() {
    boolean usual = base.getPort() == (isHttps() ? 443 : 80);
    String port = base.getPort() == -1 || usual ? "" : ":" + base.getPort();
    return (base.getScheme() + "://" + base.getHost() + port).toLowerCase(Locale.ROOT);
  }

  /** Whether browsers reach this gateway by https. */
  public boolean isHttps() {
    return "https".equalsIgnoreCase(base.getScheme());
  }

  /** Whether only browsers on this machine can mean this gateway: development. */
  public boolean isLoopback() {
    String host = base.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /**
   * @param path starts with a slash
   */
  public URI resolve(String path) {
    return URI.create(base + path);
  }
}

package bankapi.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which addresses webhooks may be posted to: https, and public addresses only, so that no site can
 * make the gateway talk to the network it stands in. The URL is checked first; what its host
 * resolves to is checked when the connection is made, because it may have changed since.
 */
@ApplicationScoped
public class TargetPolicy {

  private static final System.Logger LOGGER = System.getLogger(TargetPolicy.class.getName());

  /** Development only: also http, and hosts that are this machine. */
  @Inject
  @ConfigProperty(name = "bankapi.site.allow-loopback", defaultValue = "false")
  boolean allowLoopback;

  /** The URL is one that is never called, whatever its host resolves to. */
  public static final class RefusedUrl extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedUrl(String why) {
      super(why);
    }
  }

  /** The host resolves to an address that is not called. */
  public static final class RefusedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddress(String why) {
      super(why);
    }
  }

  public URI check(String url) throws RefusedUrl {
    URI uri = parse(url);
    String host = uri.getHost();
    if (uri.getRawUserInfo() != null) {
      throw new RefusedUrl("the URL must not carry a user or password");
    }
    if (host == null || host.isEmpty()) {
      throw new RefusedUrl("the URL has no host name in ASCII letters");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if (http && allowLoopback && isThisMachine(host)) {
      return uri;
    }
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      throw new RefusedUrl("the URL must begin with https://");
    }
    return uri;
  }

  /**
   * All addresses of the host. One that is not public condemns all: a name that points to both
   * sides of the border is an attempt or a mistake.
   */
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (InetAddress address : addresses) {
      boolean allowed =
          PublicAddresses.contains(address) || (allowLoopback && address.isLoopbackAddress());
      if (!allowed) {
        // whoever is told why must not learn how this network is laid out
        LOGGER.log(Level.DEBUG, "{0} resolves to {1}", host, address.getHostAddress());
        throw new RefusedAddress("the host resolves to an address that is not public");
      }
    }
    return addresses;
  }

  private static URI parse(String url) throws RefusedUrl {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new RefusedUrl("the URL cannot be read: " + e.getReason());
    }
  }

  private static boolean isThisMachine(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || name.matches("127(\\.[0-9]{1,3}){3}");
  }
}

package bankapi.site.control;

import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which addresses of a site may be used: https, on a host pinned to the site. {@code
 * bankapi.site.allow-loopback} (default {@code false}, for development only) also lets plain http
 * and loopback hosts through.
 */
@ApplicationScoped
public class Hosts {

  private static final int LONGEST_URL = 2000;

  @Inject
  @ConfigProperty(name = "bankapi.site.allow-loopback", defaultValue = "false")
  boolean allowLoopback;

  public Hosts() {}

  Hosts(boolean allowLoopback) {
    this.allowLoopback = allowLoopback;
  }

  /**
   * The host of a URL as it is pinned: lower case, with the port where it is not the scheme's own.
   *
   * @throws GatewayException INVALID_ARGUMENT naming the argument: not an absolute URL, not https,
   *     with user information, or a loopback host outside development
   */
  public String of(String argument, String url) {
    URI uri = parse(argument, url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null) {
      throw GatewayException.invalid(argument, "is not an absolute URL with a host");
    }
    boolean loopback = isLoopback(host);
    if (!scheme.equals("https") && !(allowLoopback && scheme.equals("http"))) {
      throw GatewayException.invalid(argument, "must start with https://");
    }
    if (loopback && !allowLoopback) {
      throw GatewayException.invalid(argument, "must not lead to this machine");
    }
    return pinnable(host, uri.getPort(), scheme);
  }

  /** The host of an address stored long ago, as it is pinned; empty where it has none. */
  static String pinnable(String url) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return host == null ? "" : pinnable(host, uri.getPort(), scheme);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String pinnable(String host, int port, String scheme) {
    int own = scheme.equals("https") ? 443 : 80;
    return host.toLowerCase(Locale.ROOT) + (port == -1 || port == own ? "" : ":" + port);
  }

  /**
   * @throws GatewayException INVALID_ARGUMENT when the URL lies on no pinned host
   */
  public void check(String argument, String url, Set<String> pinned) {
    String host = of(argument, url);
    if (!pinned.contains(host)) {
      throw GatewayException.invalid(
          argument, "leads to " + host + ", which is not one of the hosts of this site");
    }
  }

  /** As {@link #check}, for an address stored long ago. */
  public boolean allows(String url, Set<String> pinned) {
    try {
      check("url", url, pinned);
      return true;
    } catch (GatewayException e) {
      return false;
    }
  }

  private static URI parse(String argument, String url) {
    if (url.length() > LONGEST_URL) {
      throw GatewayException.invalid(argument, "is longer than 2000 characters");
    }
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw GatewayException.invalid(argument, "is not a URL");
    }
  }

  private static boolean isLoopback(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost")
        || lower.endsWith(".localhost")
        || lower.matches("127(\\.\\d{1,3}){3}")
        || lower.equals("[::1]");
  }
}

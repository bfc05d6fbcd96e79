package bankapi.delivery.control;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * What makes two URLs of a site the same target: scheme, host, port and path, not the query, where
 * sites put ids. Why not the host alone: docs/adr/0009-webhook-targets.md
 */
public final class TargetAddress {

  private static final int LONGEST = 500;

  private TargetAddress() {}

  static String of(String url) {
    String bare = url.replaceFirst("(?s)[?#].*$", "");
    try {
      URI uri = new URI(bare);
      return uri.getHost() == null ? cut(bare) : cut(origin(uri) + uri.getRawPath());
    } catch (URISyntaxException e) {
      return cut(bare); // refused when it is sent
    }
  }

  /** Scheme, host and port alone: for limits that are about the machine behind the address. */
  public static String originOf(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() == null ? cut(url) : cut(origin(uri));
    } catch (URISyntaxException e) {
      return cut(url);
    }
  }

  private static String origin(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return (uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}

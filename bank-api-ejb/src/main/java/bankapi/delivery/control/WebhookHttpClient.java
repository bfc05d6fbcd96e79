package bankapi.delivery.control;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client with everything switched off that a receiver could use against us. Whoever makes
 * it says what addresses a host has, so that what was checked is what is connected to, while TLS
 * still sees the host's name.
 */
final class WebhookHttpClient {

  /** The number of attempts at once is limited elsewhere; the client must not queue them. */
  private static final int NO_LIMIT = 10_000;

  private WebhookHttpClient() {}

  /**
   * @param addresses of a host, as they may be connected to
   */
  static CloseableHttpClient create(Addresses addresses, Duration connect, Duration total) {
    Timeout connectTimeout = Timeout.of(connect);
    Timeout totalTimeout = Timeout.of(total);
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new CheckedAddresses(addresses))
            .setMaxConnTotal(NO_LIMIT)
            .setMaxConnPerRoute(NO_LIMIT)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connectTimeout)
                    .setSocketTimeout(totalTimeout)
                    .build())
            .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connectTimeout).build())
            .build();
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(totalTimeout)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent("BankAPI/" + version())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  private static String version() {
    String version = WebhookHttpClient.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /** Where a host may be connected to. */
  interface Addresses {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private record CheckedAddresses(Addresses addresses) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return addresses.of(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}

package bankapi.sandbox;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to start a sandbox.
 *
 * @param port to listen on at 127.0.0.1; 0 takes a free one
 * @param clientId the application's id that Bridge's callers must send
 * @param clientSecret and its secret
 * @param webhookSecret signs the simulator's webhooks, as the text it is
 * @param webhookUrl where they go, usually the gateway's {@code /api/webhooks/bridge}; without one
 *     they are only listed
 * @param gatewayUrl the gateway that the demo site calls
 * @param apiKey the demo site's key there
 * @param apiSecret and its secret
 * @param site what the demo site calls itself
 * @param firstItemId where the ids of new items begin; a long-lived gateway wants ids never used
 *     before
 * @param transactionsPerItem rows of a newly connected item, 0 to 1,000,000
 * @param webhookBackoff pause before the second attempt to send a webhook; doubled each time
 * @param clock the simulator's time before anyone moves it
 */
public record SandboxConfig(
    int port,
    String clientId,
    String clientSecret,
    String webhookSecret,
    @Nullable URI webhookUrl,
    @Nullable URI gatewayUrl,
    @Nullable String apiKey,
    @Nullable String apiSecret,
    String site,
    long firstItemId,
    int transactionsPerItem,
    Duration webhookBackoff,
    Clock clock) {

  /** A free port, fixed secrets, no gateway, and no patience between webhook attempts. */
  public static SandboxConfig forTests() {
    return new Builder()
        .clientId("sandbox-client-id")
        .clientSecret("sandbox-client-secret")
        .webhookSecret("644b2ac3-0797-4ec6-9537-cb5c0af9caf9")
        .webhookBackoff(Duration.ofMillis(50))
        .build();
  }

  /** To change some of it. */
  public Builder toBuilder() {
    return new Builder()
        .port(port)
        .clientId(clientId)
        .clientSecret(clientSecret)
        .webhookSecret(webhookSecret)
        .webhookUrl(webhookUrl)
        .gatewayUrl(gatewayUrl)
        .apiKey(apiKey)
        .apiSecret(apiSecret)
        .site(site)
        .firstItemId(firstItemId)
        .transactionsPerItem(transactionsPerItem)
        .webhookBackoff(webhookBackoff)
        .clock(clock);
  }

  /** Where webhooks go: the address given, else the gateway's usual one. */
  public @Nullable URI webhookTarget() {
    return webhookUrl != null || gatewayUrl == null ? webhookUrl : webhooksOf(gatewayUrl);
  }

  static URI webhooksOf(URI gateway) {
    return URI.create(withoutSlash(gateway) + "/api/webhooks/bridge");
  }

  static String withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public String toString() {
    return "SandboxConfig[port=%d, gatewayUrl=%s, site=%s]".formatted(port, gatewayUrl, site);
  }

  /** Collects what differs from the defaults. */
  @SuppressWarnings("MissingSummary")
  public static final class Builder {
    private int port;
    private String clientId = "sandbox";
    private String clientSecret = "sandbox";
    private String webhookSecret = "sandbox";
    private @Nullable URI webhookUrl;
    private @Nullable URI gatewayUrl;
    private @Nullable String apiKey;
    private @Nullable String apiSecret;
    private String site = "demo-site";
    private long firstItemId = 10_150_000;
    private int transactionsPerItem = 600;
    private Duration webhookBackoff = Duration.ofSeconds(1);
    private Clock clock = Clock.systemUTC();

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder clientId(String value) {
      clientId = value;
      return this;
    }

    public Builder clientSecret(String value) {
      clientSecret = value;
      return this;
    }

    public Builder webhookSecret(String value) {
      webhookSecret = value;
      return this;
    }

    public Builder webhookUrl(@Nullable URI value) {
      webhookUrl = value;
      return this;
    }

    public Builder gatewayUrl(@Nullable URI value) {
      gatewayUrl = value;
      return this;
    }

    public Builder apiKey(@Nullable String value) {
      apiKey = value;
      return this;
    }

    public Builder apiSecret(@Nullable String value) {
      apiSecret = value;
      return this;
    }

    public Builder site(String value) {
      site = value;
      return this;
    }

    public Builder firstItemId(long value) {
      firstItemId = value;
      return this;
    }

    public Builder transactionsPerItem(int value) {
      transactionsPerItem = value;
      return this;
    }

    public Builder webhookBackoff(Duration value) {
      webhookBackoff = value;
      return this;
    }

    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    public SandboxConfig build() {
      return new SandboxConfig(
          port,
          clientId,
          clientSecret,
          webhookSecret,
          webhookUrl,
          gatewayUrl,
          apiKey,
          apiSecret,
          site,
          firstItemId,
          transactionsPerItem,
          webhookBackoff,
          clock);
    }
  }
}

package bankapi.sandbox;

import bankapi.sandbox.admin.AdminApi;
import bankapi.sandbox.admin.AdminItems;
import bankapi.sandbox.admin.AdminTraffic;
import bankapi.sandbox.admin.AdminWebhooks;
import bankapi.sandbox.bridge.ApiSwitches;
import bankapi.sandbox.bridge.BridgeApi;
import bankapi.sandbox.bridge.Calls;
import bankapi.sandbox.bridge.ItemLife;
import bankapi.sandbox.bridge.Sessions;
import bankapi.sandbox.bridge.Tokens;
import bankapi.sandbox.bridge.World;
import bankapi.sandbox.connect.ConnectFlow;
import bankapi.sandbox.connect.ConnectPages;
import bankapi.sandbox.fault.Faults;
import bankapi.sandbox.site.SiteAccess;
import bankapi.sandbox.site.SiteMemory;
import bankapi.sandbox.site.SitePages;
import bankapi.sandbox.site.SiteWebhooks;
import bankapi.sandbox.webhook.WebhookSender;
import bankapi.sandbox.webhook.WebhookSwitches;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.net.URI;

/**
 * A running sandbox: a Bridge simulator under {@code /v3}, its hosted pages under {@code /connect},
 * levers for tests under {@code /admin} and a demo Bank site under {@code /site}. Everything is in
 * memory; it listens on 127.0.0.1 only.
 */
public final class Sandbox implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final SandboxConfig config;
  private final MovableClock clock;
  private final World world;
  private final Tokens tokens;
  private final Sessions sessions = new Sessions();
  private final Calls calls = new Calls();
  private final Faults faults = new Faults();
  private final WebhookSender webhooks;
  private final ConnectFlow flow;
  private final BridgeApi api;
  private final SiteMemory siteMemory = new SiteMemory();
  private final SiteAccess siteAccess;
  private final Javalin server;

  private Sandbox(SandboxConfig config) {
    this.config = config;
    clock = new MovableClock(config.clock());
    world = new World(clock, config.firstItemId(), config.transactionsPerItem());
    tokens = new Tokens(clock);
    webhooks =
        new WebhookSender(
            config.webhookSecret(), config.webhookTarget(), config.webhookBackoff(), clock);
    ItemLife life = new ItemLife(world, webhooks);
    flow = new ConnectFlow(world, life, sessions, webhooks);
    BridgeApi.Parts parts =
        new BridgeApi.Parts(world, tokens, sessions, life, faults, calls, clock, this::baseUri);
    api = new BridgeApi(config.clientId(), config.clientSecret(), parts);
    AdminApi admin =
        new AdminApi(
            new AdminItems(world, life, flow),
            new AdminWebhooks(webhooks),
            new AdminTraffic(world, clock, tokens, faults, calls, this::reset));
    siteAccess = new SiteAccess(this::baseUri);
    if (config.gatewayUrl() != null && config.apiKey() != null && config.apiSecret() != null) {
      siteAccess.use(config.gatewayUrl(), config.apiKey(), config.apiSecret(), config.site());
    }
    server = Javalin.create(http -> configure(http, admin));
  }

  /** Starts one; it answers when this returns. */
  public static Sandbox start(SandboxConfig config) {
    Sandbox sandbox = new Sandbox(config);
    sandbox.server.start(HOST, config.port());
    return sandbox;
  }

  private void configure(JavalinConfig http, AdminApi admin) {
    http.startup.showJavalinBanner = false;
    http.startup.showOldJavalinVersionWarning = false;
    http.startup.startupWatcherEnabled = false;
    http.http.compressionStrategy = CompressionStrategy.NONE;
    http.http.maxRequestSize = 1_000_000;
    api.register(http.routes);
    new ConnectPages(flow, sessions, world).register(http.routes);
    new SiteWebhooks(siteAccess, siteMemory, config.clock()).register(http.routes);
    new SitePages(siteAccess, siteMemory).register(http.routes);
    admin.register(http.routes);
  }

  /** Where it is: {@code http://127.0.0.1:<port>}, without a slash at the end. */
  public URI baseUri() {
    return URI.create("http://" + HOST + ":" + server.port());
  }

  /** What it was started with. */
  public SandboxConfig config() {
    return config;
  }

  /** The simulator's clock, which tests move forward. */
  public MovableClock clock() {
    return clock;
  }

  /** Sends webhooks to a gateway that was started after the sandbox. */
  public void webhooksTo(URI url) {
    webhooks.target(url);
  }

  /**
   * Uses a gateway that was started after the sandbox: the demo site calls it, the simulator's
   * webhooks go there.
   */
  public void useGateway(URI gateway, String apiKey, String apiSecret, String site) {
    siteAccess.use(gateway, apiKey, apiSecret, site);
    webhooksTo(SandboxConfig.webhooksOf(gateway));
  }

  /** What the demo site was told, and how it answers. */
  public SiteMemory siteMemory() {
    return siteMemory;
  }

  /** Users, items, sessions, faults, switches, calls, webhooks and time: as at the start. */
  public void reset() {
    faults.clear();
    calls.clear();
    webhooks.clear();
    webhooks.switches(WebhookSwitches.FAITHFUL);
    flow.clear();
    sessions.clear();
    tokens.revokeAll();
    siteMemory.clear();
    api.resetLimits();
    clock.reset();
    world.reset(ApiSwitches.standard(config.transactionsPerItem()));
  }

  @Override
  public void close() {
    webhooks.close();
    server.stop();
  }
}

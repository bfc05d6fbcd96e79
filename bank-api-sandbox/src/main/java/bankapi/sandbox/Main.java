package bankapi.sandbox;

import io.javalin.util.JavalinBindException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the sandbox from the command line. */
public final class Main {

  private static final Set<String> OPTIONS =
      Set.of(
          "port",
          "gateway-url",
          "webhook-url",
          "api-key",
          "api-secret",
          "site",
          "client-id",
          "client-secret",
          "webhook-secret",
          "transactions");

  private static final String HELP =
      """
      A Bridge simulator and a demo Bank site, for development and tests.

      java -jar bank-api-sandbox.jar [options]

        --port 8090              where to listen, at 127.0.0.1
        --gateway-url URL        the gateway: the demo site calls it, webhooks go to
                                 URL/api/webhooks/bridge
        --webhook-url URL        where webhooks go instead
        --api-key KEY            the demo site's key at the gateway
        --api-secret SECRET      and its secret
        --site NAME              what the demo site calls itself (demo-site)
        --client-id ID           what the gateway must send as Client-Id (sandbox)
        --client-secret SECRET   and as Client-Secret (sandbox)
        --webhook-secret SECRET  signs the webhooks (sandbox)
        --transactions 600       rows of a newly connected item, 0 to 1000000
        --help                   this text

      Each option may come from an environment variable instead, for example
      BANKAPI_SANDBOX_GATEWAY_URL.
      """;

  /** Held, since a logger that nobody holds forgets its level. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("io.javalin"));

  private Main() {}

  public static void main(String[] arguments) {
    CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
    int exit = run(arguments, System.getenv(), System.out, System.err);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  /** The exit code: 0 with a running sandbox (or after help), 1 if it cannot run, 2 on mistakes. */
  static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      Options options =
          new Options(
              Arrays.asList(arguments), OPTIONS, Set.of("help"), environment, "BANKAPI_SANDBOX_");
      if (options.has("help")) {
        out.print(HELP);
        return 0;
      }
      SandboxConfig config = config(options);
      return start(config, out, err);
    } catch (Options.WrongOptionException e) {
      err.println(e.getMessage());
      err.println("Try --help.");
      return 2;
    }
  }

  static SandboxConfig config(Options options) {
    // Ids that no earlier run has given: a gateway's database may be older than this sandbox.
    long fresh = 10_000_000 + Clock.systemUTC().instant().getEpochSecond() % 100_000_000;
    return new SandboxConfig.Builder()
        .port(options.port("port", 8090))
        .gatewayUrl(options.url("gateway-url").orElse(null))
        .webhookUrl(options.url("webhook-url").orElse(null))
        .apiKey(options.text("api-key").orElse(null))
        .apiSecret(options.text("api-secret").orElse(null))
        .site(options.text("site").orElse("demo-site"))
        .clientId(options.text("client-id").orElse("sandbox"))
        .clientSecret(options.text("client-secret").orElse("sandbox"))
        .webhookSecret(options.text("webhook-secret").orElse("sandbox"))
        .transactionsPerItem(options.number("transactions", 600, 1_000_000))
        .firstItemId(fresh)
        .build();
  }

  private static int start(SandboxConfig config, PrintStream out, PrintStream err) {
    try {
      Sandbox sandbox = Sandbox.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
      out.println("Bridge simulator: " + sandbox.baseUri() + "/v3");
      out.println("Demo Bank site:   " + sandbox.baseUri() + "/site");
      return 0;
    } catch (JavalinBindException e) {
      err.println("Port %d is taken. Choose another one by --port.".formatted(config.port()));
      return 1;
    }
  }
}

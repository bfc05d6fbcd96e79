package bankapi.sandbox.quickstart;

import bankapi.sandbox.Options;
import bankapi.sandbox.Sandbox;
import bankapi.sandbox.SandboxConfig;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the gateway and the sandbox on this machine, and says what to open. */
public final class Quickstart {

  private static final Set<String> OPTIONS =
      Set.of("sandbox-port", "gateway-port", "gateway-jar", "work-dir", "properties", "site");

  private static final String HELP =
      """
      The gateway and the sandbox together, for a first look.

      java -cp bank-api-sandbox.jar bankapi.sandbox.quickstart.Quickstart [options]

        --gateway-jar FILE     the gateway (bank-api-micro/target/bank-api.jar)
        --gateway-port 8080    where the gateway listens; 0 takes any free port
        --sandbox-port 8090    where the sandbox listens; 0 takes any free port
        --work-dir DIR         the gateway's data and log, made anew (target/quickstart)
        --properties FILE      where addresses and keys are written (target/quickstart.properties)
        --site NAME            what the demo site calls itself (demo-site)
        --once                 walk through the whole flow without a person, then end
        --help                 this text
      """;

  /** Held, since a logger that nobody holds forgets its level. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("io.javalin"));

  private Quickstart() {}

  public static void main(String[] arguments) {
    CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
    System.exit(run(arguments));
  }

  /** The exit code: 0 when all went well, 1 on failures, 2 on mistakes in the arguments. */
  private static int run(String[] arguments) {
    try {
      Options options =
          new Options(
              // Maven gives an argument that is empty as null
              Arrays.stream(arguments).filter(Objects::nonNull).toList(),
              OPTIONS,
              Set.of("once", "help"),
              System.getenv(),
              "BANKAPI_QUICKSTART_");
      if (options.has("help")) {
        System.out.print(HELP);
        return 0;
      }
      return start(Settings.from(options));
    } catch (Options.WrongOptionException e) {
      System.err.println(e.getMessage());
      System.err.println("Try --help.");
      return 2;
    } catch (StartFailure e) {
      System.err.println(e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int start(Settings settings) throws StartFailure, InterruptedException {
    Sandbox sandbox = Sandbox.start(sandboxConfig(settings));
    GatewayProcess gateway = GatewayProcess.start(settings, sandbox.baseUri());
    AtomicBoolean stopping = new AtomicBoolean();
    Thread stop =
        new Thread(
            () -> {
              stopping.set(true);
              gateway.close();
              sandbox.close();
            },
            "quickstart-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    System.out.println("Starting the gateway; its log is in " + settings.workDirectory());
    gateway.awaitReady(settings);
    writeProperties(settings, sandbox);
    if (settings.once()) {
      return new Walkthrough(settings, sandbox, System.out).run() ? 0 : 1;
    }
    announce(settings, sandbox);
    StartFailure death = gateway.awaitDeath();
    if (stopping.get()) {
      return 0;
    }
    throw death;
  }

  static SandboxConfig sandboxConfig(Settings settings) {
    return new SandboxConfig.Builder()
        .port(settings.sandboxPort())
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .webhookSecret(settings.webhookSecret())
        .gatewayUrl(URI.create("http://127.0.0.1:" + settings.gatewayPort()))
        .apiKey(settings.apiKey())
        .apiSecret(settings.apiSecret())
        .site(settings.site())
        .firstItemId(10_000_000 + Clock.systemUTC().instant().getEpochSecond() % 100_000_000)
        .build();
  }

  private static void writeProperties(Settings settings, Sandbox sandbox) throws StartFailure {
    Properties properties = new Properties();
    properties.setProperty("base_url", settings.gatewayUrl());
    properties.setProperty("sandbox_url", sandbox.baseUri().toString());
    properties.setProperty("api_key", settings.apiKey());
    properties.setProperty("api_secret", settings.apiSecret());
    properties.setProperty("site", settings.site());
    properties.setProperty("operator", Settings.OPERATOR);
    properties.setProperty("operator_password", settings.operatorPassword());
    Path file = settings.properties().toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        properties.store(writer, "Made by the quickstart; good until it ends.");
      }
    } catch (IOException e) {
      throw new StartFailure("Cannot write " + file + ": " + e.getMessage());
    }
  }

  private static void announce(Settings settings, Sandbox sandbox) {
    System.out.printf(
        """

        Ready. Open one of these:

          %s/site   the demo Bank site: connect a bank, see accounts and webhooks
          %s        the Bridge simulator

        A call as a site makes it:

          curl -H 'Authorization: token %s:%s' \\
            %s/api/method/frappe.auth.get_logged_user

        The operators' console, with its login (also for the admin API):

          %s/console   %s, password %s

        The keys are also in %s. Ctrl-C ends everything.
        %n""",
        sandbox.baseUri(),
        sandbox.baseUri(),
        settings.apiKey(),
        settings.apiSecret(),
        settings.gatewayUrl(),
        settings.gatewayUrl(),
        Settings.OPERATOR,
        settings.operatorPassword(),
        settings.properties());
  }
}

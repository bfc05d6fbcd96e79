package bankapi.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts Bank API: settings, data directory, server, application; says what went wrong in a
 * sentence.
 */
public final class Launcher {
  private static final String PUBLIC_URL = "bankapi.public-url";
  private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

  private Launcher() {}

  public static void main(String[] args) throws InterruptedException {
    Mute.install();
    try {
      Options options = Options.parse(args);
      switch (options.action()) {
        case HELP -> System.out.print(Options.HELP);
        case VERSION -> System.out.println("Bank API " + version());
        case START -> start(options);
      }
    } catch (StartFailure failure) {
      System.err.println(failure.sentence());
      Mute.on();
      System.exit(failure.exitCode());
    }
  }

  private static void start(Options options) throws StartFailure, InterruptedException {
    if (options.exitOnStdinClose()) {
      exitWithStandardInput();
    }
    Path usual = Path.of("bank-api.properties").toAbsolutePath();
    Settings settings = Settings.read(options.config(), usual);
    Settings.exposed(Optional.ofNullable(options.config()).orElse(usual))
        .ifPresent(System.out::println);
    settings.publish();
    Endpoint endpoint = Endpoint.free(options.address(), options.port());
    publicUrl(settings, endpoint);
    DataDirectory data = DataDirectory.open(Path.of("data"));
    Stop stop = new Stop(data);
    Runtime.getRuntime().addShutdownHook(stop);
    if (EncryptionKey.provide(settings, data.encryptionKey())) {
      System.out.println(
          "Made an encryption key in " + data.encryptionKey() + ": back it up with the database.");
    }
    // the HTTP client of the server keeps five idle connections to Bridge unless told otherwise
    settings.setDefault("http.maxConnections", "64");
    Database database = Database.of(settings, data.database());
    Optional<Operator> operator = Operator.of(settings);
    Optional<MailServer> mail = MailServer.of(settings);
    Logging.configure(data.work(), data.log(), Logging.Format.of(settings));
    System.out.println("Bank API " + version() + " is starting; its log is in " + data.log());
    Server server = Server.boot(endpoint, database, operator, mail, data.work());
    server.deploy(data.work());
    // it was free when the start began
    Endpoint.free(options.address(), endpoint.port());
    server.listen();
    ConsoleFilter.started();
    boolean ready = new Readiness(endpoint.local()).await(STARTED_WITHIN);
    stop.started();
    System.out.println(
        ready
            ? "Bank API is ready at " + endpoint.local()
            : "Bank API has started and is not ready: see "
                + endpoint.local().resolve("/api/health/ready"));
  }

  private static void publicUrl(Settings settings, Endpoint endpoint) throws StartFailure {
    if (settings.get(PUBLIC_URL).isPresent()) {
      return;
    }
    if (!endpoint.onlyThisMachine()) {
      throw StartFailure.because(
          PUBLIC_URL
              + " is missing: set the address under which browsers and Bridge reach Bank API, for"
              + " example BANKAPI_PUBLIC_URL=https://bank-api.example.org.");
    }
    settings.setDefault(PUBLIC_URL, endpoint.local().toString());
    System.out.println(
        PUBLIC_URL + " is not set: links work on this machine only (" + endpoint.local() + ").");
  }

  private static void exitWithStandardInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // what is written is not for us; only its end counts
                }
              } catch (IOException e) {
                // as closed
              }
              System.exit(0);
            },
            "exit on stdin close");
    watch.setDaemon(true);
    watch.start();
  }

  private static String version() {
    String version = Launcher.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}

package bankapi.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.AdminCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Payara Micro in this process, driven through its own interface: administration commands are given
 * in memory, so that nothing secret stands in a command file. The one exception is the operator's
 * password: see {@link Operator}.
 */
final class Server {
  private static final String CONFIG = "configs.config.server-config.";
  private static final String LISTENER =
      CONFIG + "network-config.network-listeners.network-listener.http-listener.";
  private static final String HTTP =
      CONFIG + "network-config.protocols.protocol.http-listener.http.";
  private static final String HOST = CONFIG + "http-service.virtual-server.server.";
  private static final String WAR = "/MICRO-INF/bank-api.war";

  private static final String APPLICATION = "bank-api";

  private final PayaraMicroRuntime runtime;
  private final AdminCommandRunner commands;

  private Server(PayaraMicroRuntime runtime, AdminCommandRunner commands) {
    this.runtime = runtime;
    this.commands = commands;
  }

  /**
   * Boots the server with its database, operator and mail session; the application is not in it
   * yet, and it does not listen.
   */
  static Server boot(
      Endpoint endpoint,
      Database database,
      Optional<Operator> operator,
      Optional<MailServer> mail,
      Path work)
      throws StartFailure {
    List<String> failures = new ArrayList<>();
    try {
      // the server's own files, among them its configuration: never in a directory others can read
      PayaraMicro.setUpackedJarDir(work.toFile());
      PayaraMicro micro = PayaraMicro.getInstance();
      micro.setPrintLogo(false);
      micro.setHttpPort(endpoint.port());
      micro.setNoHazelcast(true);
      micro.setPreBootHandler(
          commands -> {
            set(commands, failures, LISTENER + "address", endpoint.address().getHostAddress());
            // before the application is in it, it would answer with 404 and 500
            set(commands, failures, LISTENER + "enabled", "false");
            // a listener that comes later would bring a single sign-on that wants Hazelcast
            set(commands, failures, HOST + "sso-enabled", "false");
            // its HTTP/2 loses count after a body that was refused; proxies speak HTTP/1.1 to us
            set(commands, failures, HTTP + "http2-enabled", "false");
            set(commands, failures, CONFIG + "phone-home-runtime-configuration.enabled", "false");
          });
      AtomicReference<AdminCommandRunner> runner = new AtomicReference<>();
      micro.setPostBootHandler(
          commands -> {
            runner.set(commands);
            // the server's own, open to everybody: ours lie below /api
            off(commands, failures, "set-metrics-configuration");
            off(commands, failures, "set-microprofile-healthcheck-configuration");
            off(commands, failures, "set-openapi-configuration");
            run(commands, failures, "create-jdbc-connection-pool", database.pool());
            run(commands, failures, "create-jdbc-resource", database.resource());
            mail.ifPresent(
                server -> run(commands, failures, "create-javamail-resource", server.session()));
            operator.ifPresent(user -> create(user, commands, failures, work));
          });
      PayaraMicroRuntime runtime = micro.bootStrap();
      if (!failures.isEmpty()) {
        throw failed("The server refused a setting (" + failures.get(0) + ")");
      }
      return new Server(runtime, Objects.requireNonNull(runner.get()));
    } catch (BootstrapException | RuntimeException e) {
      throw failed("The server did not start (" + Cause.of(e) + ")");
    }
  }

  /** Puts the application at the root of the server. */
  void deploy(Path work) throws StartFailure {
    Path war = work.resolve("bank-api.war");
    try (InputStream packed = Server.class.getResourceAsStream(WAR)) {
      if (packed == null) {
        throw failed("This jar carries no application: it was not built completely");
      }
      Files.copy(packed, war);
    } catch (IOException e) {
      throw failed("The directory " + work + " cannot be written to");
    }
    // a deployment that failed is still answered with true; the list of names tells
    if (!runtime.deploy(APPLICATION, "/", war.toFile())
        || !runtime.getDeployedApplicationNames().contains(APPLICATION)) {
      throw failed("Bank API could not start");
    }
  }

  /** From now on callers are answered; until now their connections were refused. */
  void listen() throws StartFailure {
    List<String> failures = new ArrayList<>();
    set(commands, failures, LISTENER + "enabled", "true");
    if (!failures.isEmpty()) {
      throw failed("The server does not listen (" + failures.get(0) + ")");
    }
  }

  private static StartFailure failed(String what) {
    String reason = FirstFailure.reason().map(text -> ": " + text).orElse("");
    return StartFailure.because(what + reason + (reason.endsWith(".") ? "" : "."));
  }

  private static void create(
      Operator user, AdminCommandRunner commands, List<String> failures, Path work) {
    try {
      Path password = user.writePassword(work);
      try {
        run(commands, failures, "create-file-user", user.user(password));
      } finally {
        Files.delete(password);
      }
    } catch (IOException e) {
      failures.add("create-file-user: " + Cause.of(e));
    }
  }

  private static void set(
      AdminCommandRunner commands, List<String> failures, String key, String value) {
    run(commands, failures, "set", key + "=" + value);
  }

  private static void off(AdminCommandRunner commands, List<String> failures, String command) {
    run(commands, failures, command, "--enabled=false");
  }

  private static void run(
      AdminCommandRunner commands, List<String> failures, String command, String... arguments) {
    ClusterCommandResult result = commands.run(command, arguments);
    if (result.getExitStatus() == ClusterCommandResult.ExitStatus.FAILURE) {
      Throwable cause = result.getFailureCause();
      failures.add(command + (cause == null ? "" : ": " + Cause.of(cause)));
    }
  }
}

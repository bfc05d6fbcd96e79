package bankapi.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** WildFly as it comes, with the EAR and the data source of the operators' script. */
class WildFlyNode extends Node {
  private final int managementPort = Ports.free();
  private final int httpsPort = Ports.free();
  private final Path home;
  private final Path base;

  WildFlyNode(String name, int port, Map<String, String> settings, Postgres database) {
    super(name, port, settings);
    home = WildFlyHome.of(database);
    base = directory();
    Distribution.copy(home.resolve("standalone"), base);
    environment(database);
  }

  /** One that shares its home with nobody: a fresh copy, below its directory. */
  WildFlyNode(String name, int port, Map<String, String> settings) {
    super(name, port, settings);
    home = directory().resolve("wildfly");
    base = home.resolve("standalone");
    Distribution.copy(Distribution.wildfly(), home);
    environment(null);
  }

  private void environment(Postgres database) {
    environment().put("JBOSS_HOME", home.toString());
    environment().put("JBOSS_PIDFILE", pidFile().toString());
    environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    environment()
        .put(
            "JAVA_OPTS",
            "-Xmx512m -Djava.net.preferIPv4Stack=true"
                + " -Djboss.modules.system.pkgs=org.jboss.byteman");
    if (database != null) {
      environment().put("BANKAPI_DATABASE_URL", database.url());
      environment().put("BANKAPI_DATABASE_USER", Postgres.USER);
      environment().put("BANKAPI_DATABASE_PASSWORD", Postgres.PASSWORD);
    }
  }

  @Override
  public void start() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of(
                      home.resolve("bin/standalone.sh").toString(),
                      "-Djboss.server.base.dir=" + base,
                      "-Djboss.http.port=" + port(),
                      "-Djboss.https.port=" + httpsPort,
                      "-Djboss.management.http.port=" + managementPort,
                      "-Djboss.node.name=" + name()))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(directory().resolve("console.log").toFile()));
      builder.environment().putAll(environment());
      builder.start();
      Awaitility.await(name() + " can be managed").atMost(PATIENCE).until(this::isManageable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void deploy(Path archive) {
    cli("deployment deploy-file " + archive + " --name=bank-api.ear --replace");
  }

  @Override
  public Path archive() {
    return Distribution.ear();
  }

  @Override
  public void stop() {
    cli("shutdown");
    awaitEnd();
  }

  /** Open early in the start: commands are taken and wait for its end. */
  private boolean isManageable() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** One command in the server's own console; it may still be starting. */
  final String cli(String command) {
    return connected("--command=" + command);
  }

  /** The server's own console, connected to it. */
  final String connected(String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                home.resolve("bin/jboss-cli.sh").toString(),
                "--connect",
                "--controller=127.0.0.1:" + managementPort,
                "--timeout=" + PATIENCE.toMillis()));
    line.addAll(List.of(arguments));
    return Command.run(line, Map.of("JAVA_HOME", Distribution.java().toString()));
  }

  final int httpsPort() {
    return httpsPort;
  }

  final Path home() {
    return home;
  }

  @Override
  public Path log() {
    return base.resolve("log/server.log");
  }

  @Override
  Optional<ProcessHandle> process() {
    return processOf(pidFile());
  }

  private Path pidFile() {
    return directory().resolve("pid");
  }
}

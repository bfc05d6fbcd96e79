package bankapi.acceptance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** WildFly as it comes, with the EAR and the data source of the operators' script. */
final class WildFlyNode extends Node {
  private final int managementPort = Ports.free();
  private final Path home;

  WildFlyNode(String name, int port, Map<String, String> settings, Postgres database) {
    super(name, port, settings);
    home = WildFlyHome.of(database);
    Distribution.copy(home.resolve("standalone"), directory());
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
                      "-Djboss.server.base.dir=" + directory(),
                      "-Djboss.http.port=" + port(),
                      "-Djboss.https.port=" + Ports.free(),
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
  private void cli(String command) {
    Command.run(
        List.of(
            home.resolve("bin/jboss-cli.sh").toString(),
            "--connect",
            "--controller=127.0.0.1:" + managementPort,
            "--timeout=" + PATIENCE.toMillis(),
            "--command=" + command),
        Map.of("JAVA_HOME", Distribution.java().toString()));
  }

  @Override
  public Path log() {
    return directory().resolve("log/server.log");
  }

  @Override
  Optional<ProcessHandle> process() {
    return processOf(pidFile());
  }

  private Path pidFile() {
    return directory().resolve("pid");
  }
}

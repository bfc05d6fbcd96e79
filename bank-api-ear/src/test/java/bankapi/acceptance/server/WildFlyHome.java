package bankapi.acceptance.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of WildFly with the data source of an operators' script, one per kind of database; that of
 * PostgreSQL knows the {@link Operators} too.
 */
final class WildFlyHome {
  private static final Map<String, Path> MADE = new HashMap<>();

  private WildFlyHome() {}

  /**
   * Nodes share it: each has a base directory of its own.
   *
   * @param database null for the embedded one
   */
  static synchronized Path of(Postgres database) {
    return MADE.computeIfAbsent(database == null ? "h2" : "postgresql", WildFlyHome::make);
  }

  private static Path make(String script) {
    Path home = Distribution.work().resolve("wildfly-" + script);
    Distribution.copy(Distribution.wildfly(), home);
    Map<String, String> environment =
        Map.of("JBOSS_HOME", home.toString(), "JAVA_HOME", Distribution.java().toString());
    if (script.equals("postgresql")) {
      addDriver(home, environment);
      Operators.addTo(home);
    }
    cli(home, environment, "--file=" + Distribution.script("wildfly/" + script + ".cli"));
    cli(home, environment, "--file=" + Distribution.script("wildfly/limits.cli"));
    return home;
  }

  /** The driver of PostgreSQL, as the head of the operators' script says. */
  static void addDriver(Path home, Map<String, String> environment) {
    cli(
        home,
        environment,
        "--command=module add --name=org.postgresql --resources="
            + Distribution.postgresqlDriver()
            + " --dependencies=java.se,jakarta.transaction.api");
  }

  /**
   * Runs an operators' script on a node with a home of its own, which is not running.
   *
   * @param edits values edited in a copy
   */
  static void script(WildFlyNode node, String name, Map<String, String> edits) {
    Path script = Distribution.edited("wildfly/" + name + ".cli", edits, node.directory());
    cli(node.home(), node.environment(), "--file=" + script);
  }

  /** The tool of operators, on a server that is not running. */
  static void cli(Path home, Map<String, String> environment, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(home.resolve("bin/jboss-cli.sh").toString());
    line.addAll(List.of(arguments));
    Command.run(line, environment);
  }
}

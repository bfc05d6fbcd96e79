package bankapi.acceptance.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A copy of WildFly with the data source of an operators' script, one per kind of database. */
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
    List<String> line = new ArrayList<>();
    line.add(home.resolve("bin/jboss-cli.sh").toString());
    line.add("--file=" + Distribution.script("wildfly/" + script + ".cli"));
    if (script.equals("postgresql")) {
      line.add("--resolve-parameter-values");
      line.add("-Ddriver=" + Distribution.postgresqlDriver());
    }
    Command.run(
        line, Map.of("JBOSS_HOME", home.toString(), "JAVA_HOME", Distribution.java().toString()));
    return home;
  }
}

package bankapi.acceptance.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The people in the server's own realm, put there as operators do it: with asadmin on Payara, with
 * add-user.sh on WildFly. On Payara Micro they stand in its postboot commands; a node of
 * bank-api.jar takes one of them from its settings.
 */
public final class Operators {
  /** An operator. */
  public static final String OPERATOR = "olivia";

  /** Another operator. */
  public static final String COLLEAGUE = "odile";

  /** An operator whom a test may lock out. */
  public static final String VICTIM = "oscar";

  /** Knows the password and lacks the role. */
  public static final String STAFF = "stefan";

  /** Everybody's, as in src/test/config/operator-password. */
  public static final String PASSWORD = "0perator-of-the-acceptance-tests";

  private static final String ROLE = "bankapi-operator";

  private Operators() {}

  /** The asadmin commands that make them. */
  static List<String> asadmin() {
    return List.of(
        user(OPERATOR, ROLE), user(COLLEAGUE, ROLE), user(VICTIM, ROLE), user(STAFF, "staff"));
  }

  private static String user(String name, String group) {
    return "create-file-user --passwordfile "
        + System.getProperty("bankapi.test.config")
        + "/operator-password --groups "
        + group
        + " --authrealmname file "
        + name;
  }

  /** Makes them in a WildFly that is not running. */
  static void addTo(Path wildfly) {
    add(wildfly, OPERATOR, ROLE);
    add(wildfly, COLLEAGUE, ROLE);
    add(wildfly, VICTIM, ROLE);
    add(wildfly, STAFF, "staff");
  }

  private static void add(Path wildfly, String name, String group) {
    String script = wildfly.resolve("bin/add-user.sh").toString();
    Command.run(List.of(script, "-a", "-u", name, "-p", PASSWORD, "-g", group), Map.of());
  }
}

package bankapi.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The database behind {@code jdbc/bankapi}, told to the server as administration commands. The
 * values themselves stay in the settings: the server's configuration, which it writes to a file,
 * only names them.
 */
final class Database {
  static final String URL = "bankapi.database.url";
  static final String USER = "bankapi.database.user";
  static final String PASSWORD = "bankapi.database.password";
  static final String MAX_POOL_SIZE = "bankapi.database.max-pool-size";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final int DEFAULT_POOL_SIZE = 32;

  private final String dataSourceClass;
  private final int maxPoolSize;
  private final List<String> properties;

  private Database(String dataSourceClass, int maxPoolSize, List<String> properties) {
    this.dataSourceClass = dataSourceClass;
    this.maxPoolSize = maxPoolSize;
    this.properties = properties;
  }

  /**
   * Takes the configured database, or the embedded one.
   *
   * @param embedded where the embedded database lies
   */
  static Database of(Settings settings, Path embedded) throws StartFailure {
    if (settings.get(URL).isEmpty()) {
      // closed with its last connection; the server's pool outlives the hook H2 would close it with
      settings.setDefault(
          URL, "jdbc:h2:file:" + embedded + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=30000");
    }
    String url = settings.get(URL).orElseThrow();
    List<String> properties = new ArrayList<>();
    properties.add("url=" + reference(URL));
    if (url.startsWith(POSTGRESQL)) {
      // a database that vanished without a word: nobody waits for it until TCP gives up
      unlessNamed(url, "socketTimeout", "60", properties);
      unlessNamed(url, "tcpKeepAlive", "true", properties);
    }
    boolean user = settings.get(USER).isPresent();
    if (user != settings.get(PASSWORD).isPresent()) {
      // the server knows no user without a password
      throw StartFailure.because(
          USER + " and " + PASSWORD + " go together: set both, or name the user in the address.");
    }
    if (user) {
      properties.add("user=" + reference(USER));
      properties.add("password=" + reference(PASSWORD));
    }
    return new Database(dataSourceClass(url), maxPoolSize(settings), properties);
  }

  /** The arguments of {@code create-jdbc-connection-pool}. */
  String[] pool() {
    return new String[] {
      "--restype=javax.sql.DataSource",
      "--datasourceclassname=" + dataSourceClass,
      "--steadypoolsize=" + Math.min(4, maxPoolSize),
      "--maxpoolsize=" + maxPoolSize,
      // a connection is asked whether it lives before it is handed out: a lost database comes back
      "--isconnectvalidatereq=true",
      "--validationmethod=custom-validation",
      "--validationclassname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "--failconnection=true",
      "--property=" + String.join(":", properties),
      "bankapi-pool"
    };
  }

  /** The arguments of {@code create-jdbc-resource}. */
  String[] resource() {
    return new String[] {"--connectionpoolid=bankapi-pool", "jdbc/bankapi"};
  }

  private static void unlessNamed(
      String url, String property, String value, List<String> properties) {
    if (!url.contains(property + "=")) {
      properties.add(property + "=" + value);
    }
  }

  private static String reference(String key) {
    return "${MPCONFIG\\=" + key + "}";
  }

  private static String dataSourceClass(String url) throws StartFailure {
    if (url.startsWith("jdbc:h2:")) {
      return "org.h2.jdbcx.JdbcDataSource";
    }
    if (url.startsWith(POSTGRESQL)) {
      return "org.postgresql.ds.PGSimpleDataSource";
    }
    throw StartFailure.because(URL + " must begin with jdbc:postgresql: or jdbc:h2:.");
  }

  private static int maxPoolSize(Settings settings) throws StartFailure {
    String text = settings.get(MAX_POOL_SIZE).orElse(String.valueOf(DEFAULT_POOL_SIZE));
    try {
      int size = Integer.parseInt(text);
      if (size >= 1) {
        return size;
      }
    } catch (NumberFormatException e) {
      // the same sentence as for a number below one
    }
    throw StartFailure.because(MAX_POOL_SIZE + " must be a number from 1, not " + text + ".");
  }
}

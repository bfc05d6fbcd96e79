package bankapi.platform.control;

import bankapi.platform.entity.DatabasePatience;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the schema up to date before anything else runs. Flyway takes a lock in the database, so
 * several nodes may start at once: one migrates, however long it takes, the others wait. Migrations
 * newer than this version are left alone, so that an old node may still restart during a rolling
 * upgrade.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init")
public class Migrations {

  private static final Logger LOGGER = System.getLogger(Migrations.class.getName());

  /**
   * On PostgreSQL. One of a transaction would idle beside a long migration, until the database ends
   * sessions that idle in a transaction.
   */
  private static final Map<String, String> LOCK_OF_THE_SESSION =
      Map.of("flyway.postgresql.transactional.lock", "false");

  /** As long as another node migrates. */
  private static final int FOR_EVER = -1;

  /** How long a start waits for a database that starts as well, or has just gone. */
  @Inject
  @ConfigProperty(name = DatabasePatience.KEY, defaultValue = DatabasePatience.DEFAULT)
  Duration patience;

  private String version = "";

  @PostConstruct
  void migrate() {
    DataSource dataSource = dataSource();
    try {
      DatabasePatience.await(patience, () -> dataSource.getConnection().close());
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
    }
    MigrateResult result = run(dataSource, "classpath:db/migration");
    version = Objects.requireNonNullElse(result.targetSchemaVersion, result.initialSchemaVersion);
    LOGGER.log(
        Level.INFO, "Schema is up to date, {0} migrations were new", result.migrationsExecuted);
  }

  /** Has a name of its own: Payara finds the method above by its name alone. */
  static MigrateResult run(DataSource dataSource, String... locations) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(MigrationDataSource.of(dataSource))
        .locations(locations)
        .ignoreMigrationPatterns("*:future")
        .configuration(LOCK_OF_THE_SESSION)
        .lockRetryCount(FOR_EVER)
        .load()
        .migrate();
  }

  /** The newest migration in the database when this node started, for example {@code 0003}. */
  @Lock(LockType.READ)
  public String version() {
    return version;
  }

  @SuppressWarnings("BanJNDI") // one constant name; injection by lookup fails on WildFly
  private static DataSource dataSource() {
    try {
      return (DataSource) new InitialContext().lookup("jdbc/bankapi");
    } catch (NamingException e) {
      throw new IllegalStateException("The server has no data source jdbc/bankapi", e);
    }
  }
}

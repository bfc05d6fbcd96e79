package bankapi.platform.entity;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.DatasourceLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;

/**
 * Lets a start wait for a database that starts as well, as after a power cut, or has just gone.
 * EclipseLink logs in to it while the application is deployed, on Payara before anything of ours
 * runs, so it is heard here.
 */
public class DatabasePatience extends SessionEventAdapter {

  /** The setting that says how long: an ISO-8601 duration. */
  public static final String KEY = "bankapi.platform.database-patience";

  /** Its default. */
  public static final String DEFAULT = "PT1M";

  private static final Logger LOGGER = System.getLogger(DatabasePatience.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Opens a connection and closes it. */
  @FunctionalInterface
  public interface Attempt {

    /**
     * @throws SQLException where the database does not answer
     */
    void connect() throws SQLException;
  }

  /** Waits before EclipseLink logs in; when the patience ends, its own attempt says the error. */
  @Override
  public void preLogin(SessionEvent event) {
    Duration patience =
        ConfigProvider.getConfig()
            .getOptionalValue(KEY, Duration.class)
            .orElse(Duration.parse(DEFAULT));
    try {
      await(patience, () -> connect(event.getSession()));
    } catch (SQLException e) {
      LOGGER.log(Level.DEBUG, "The patience has ended: {0}", e.getMessage());
    }
  }

  private static void connect(Session session) throws SQLException {
    if (session.getDatasourceLogin() instanceof DatasourceLogin login) {
      try {
        ((Connection) login.connectToDatasource(null, session)).close();
      } catch (DatabaseException e) {
        throw new SQLException(e.getInternalException());
      }
    }
  }

  /**
   * Tries every second until it succeeds.
   *
   * @throws SQLException of the last attempt, when the patience has ended
   */
  public static void await(Duration patience, Attempt attempt) throws SQLException {
    long begun = System.nanoTime();
    while (true) {
      try {
        attempt.connect();
        return;
      } catch (SQLException e) {
        if (System.nanoTime() - begun >= patience.toNanos()) {
          throw e;
        }
        LOGGER.log(
            Level.WARNING, "The database does not answer, it is asked again: {0}", e.getMessage());
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("interrupted while waiting for the database", e);
      }
    }
  }
}

package bankapi.platform.boundary;

import bankapi.platform.control.Causes;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away from a statement that is wrong. SQL states: class 08 (connection),
 * 57P (PostgreSQL is stopping or starting), 53300 (too many connections), H2's own for a closed or
 * broken one. The servers' pools throw an {@code SQLException} without a state when they cannot get
 * a connection.
 */
public final class DatabaseAway {

  private static final Set<String> STATES = Set.of("53300", "90067", "90098", "90121");

  private DatabaseAway() {}

  /** Whether any cause says that no connection was to be had. */
  public static boolean isCauseOf(Throwable failure) {
    return Causes.of(failure).stream().anyMatch(DatabaseAway::says);
  }

  private static boolean says(Throwable cause) {
    if (cause instanceof SQLException sql) {
      return sql instanceof SQLTransientConnectionException
          || sql instanceof SQLNonTransientConnectionException
          || sql instanceof SQLRecoverableException
          || isConnectionState(sql.getSQLState());
    }
    return cause instanceof ConnectException
        || cause.getClass().getName().equals("jakarta.resource.ResourceException");
  }

  private static boolean isConnectionState(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || STATES.contains(state);
  }
}

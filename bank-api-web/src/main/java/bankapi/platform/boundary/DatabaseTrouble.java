package bankapi.platform.boundary;

import bankapi.platform.control.Causes;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells trouble of the database that passes from a statement that is wrong: it is away, or somebody
 * else held for too long what was needed. SQL states: class 08 (connection), class 40 (rolled back
 * for another's sake), HYT00, 55P03 and 57014 (waited or ran too long), 57P (PostgreSQL is stopping
 * or starting), 53300 (too many connections), H2's own for a closed or broken one. The servers'
 * pools throw an {@code SQLException} without a state when they cannot get a connection.
 */
public final class DatabaseTrouble {

  private static final Set<String> STATES =
      Set.of("HYT00", "55P03", "57014", "53300", "90067", "90098", "90121");

  private static final String POOL = "com.sun.enterprise.resource.pool.";
  private static final int DEEPEST = 5;

  private DatabaseTrouble() {}

  /** Whether any cause says that the same may work soon. */
  public static boolean isCauseOf(Throwable failure) {
    return Causes.of(failure).stream().anyMatch(DatabaseTrouble::says);
  }

  private static boolean says(Throwable cause) {
    if (cause instanceof SQLException sql) {
      return sql instanceof SQLTransientException
          || sql instanceof SQLNonTransientConnectionException
          || sql instanceof SQLRecoverableException
          || isPassing(sql.getSQLState());
    }
    return cause instanceof ConnectException
        || cause.getClass().getName().equals("jakarta.resource.ResourceException")
        || isOfPool(cause);
  }

  /** Payara's pool, where two threads find at once that its connections are lost. */
  private static boolean isOfPool(Throwable cause) {
    return cause instanceof IllegalStateException
        && Stream.of(cause.getStackTrace())
            .limit(DEEPEST)
            .anyMatch(frame -> frame.getClassName().startsWith(POOL));
  }

  private static boolean isPassing(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("57P")
        || STATES.contains(state);
  }
}

package bankapi.platform.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The data source as migrations need it: an index of a large table may take longer than any
 * statement of a request may. On PostgreSQL it gives connections whose statements, silence and
 * answers are not bounded in time; the wait for locks stays so, for others wait behind it. The pool
 * gets them back as they were.
 */
final class MigrationDataSource {

  private static final Logger LOGGER = System.getLogger(MigrationDataSource.class.getName());
  private static final int NO_LIMIT = 0;

  private MigrationDataSource() {}

  static DataSource of(DataSource pool) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object result = invoke(pool, method, arguments);
          return result instanceof Connection connection ? patient(connection) : result;
        });
  }

  private static Connection patient(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      return connection;
    }
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, NO_LIMIT);
    execute(connection, "set statement_timeout = 0");
    execute(connection, "set idle_in_transaction_session_timeout = 0");
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("close") && !connection.isClosed()) {
            putBack(connection, before);
          }
          return invoke(connection, method, arguments);
        });
  }

  private static void putBack(Connection connection, int networkTimeout) {
    try {
      execute(connection, "reset idle_in_transaction_session_timeout");
      execute(connection, "reset statement_timeout");
      connection.setNetworkTimeout(Runnable::run, networkTimeout);
    } catch (SQLException e) {
      // one that is broken, or whose migration failed: the start fails with it
      LOGGER.log(Level.DEBUG, "A connection keeps the limits of migrations", e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler calls) {
    return type.cast(
        Proxy.newProxyInstance(
            MigrationDataSource.class.getClassLoader(), new Class<?>[] {type}, calls));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

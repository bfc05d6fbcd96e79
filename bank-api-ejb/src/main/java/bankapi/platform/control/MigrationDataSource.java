package bankapi.platform.control;

import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
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
final class MigrationDataSource implements DataSource {

  private static final Logger LOGGER = System.getLogger(MigrationDataSource.class.getName());
  private static final int NO_LIMIT = 0;

  private final DataSource pool;

  MigrationDataSource(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return patient(pool.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return patient(pool.getConnection(user, password));
  }

  private static Connection patient(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      return connection;
    }
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, NO_LIMIT);
    execute(connection, "set statement_timeout = 0");
    execute(connection, "set idle_in_transaction_session_timeout = 0");
    return (Connection)
        Proxy.newProxyInstance(
            MigrationDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") && !connection.isClosed()) {
                putBack(connection, before);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
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

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public java.util.logging.Logger getParentLogger() {
    return java.util.logging.Logger.getLogger(MigrationDataSource.class.getName());
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}

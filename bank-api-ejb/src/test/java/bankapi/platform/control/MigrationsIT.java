package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** On a PostgreSQL, and through a pool, that bound what requests may take. */
class MigrationsIT {

  private static TestDatabase database;
  private static JdbcConnectionPool pool;

  @BeforeAll
  static void boundEverything() throws SQLException {
    database = TestDatabase.postgres();
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      String name = connection.getCatalog();
      statement.execute("alter database " + name + " set statement_timeout = '1s'");
      statement.execute(
          "alter database " + name + " set idle_in_transaction_session_timeout = '1s'");
      source.setUrl(connection.getMetaData().getURL());
      source.setUser(connection.getMetaData().getUserName());
    }
    source.setSocketTimeout(1);
    pool = JdbcConnectionPool.create(source);
  }

  @AfterAll
  static void close() {
    pool.dispose();
    database.close();
  }

  @Test
  void aMigrationMayTakeLongerThanWhatRequestsDo() throws SQLException {
    assertThat(
            Migrations.run(pool, "classpath:db/migration", "classpath:db/slow").migrationsExecuted)
        .isEqualTo(1);
    assertThat(pool.getActiveConnections()).isZero();
    try (Connection again = pool.getConnection()) {
      assertThat(again.getNetworkTimeout()).isEqualTo(1000);
      assertThat(shown(again, "statement_timeout")).isEqualTo("1s");
      assertThat(shown(again, "idle_in_transaction_session_timeout")).isEqualTo("1s");
    }
  }

  private static String shown(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}

package bankapi.acceptance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.acceptance.server.Postgres;
import bankapi.acceptance.server.Provisions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code postgresql/database.sql}: the role has its own database, and nothing else. That the
 * gateway works with it is shown by the tests of the servers.
 */
class DatabaseIT {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static Postgres postgres;

  @BeforeAll
  static void start() {
    Provisions.assumeTools();
    postgres = Postgres.createWithScript("config-database");
    postgres.psql("-c", "create role stranger login");
    postgres.psql("-c", "create database other");
    postgres.psql("-d", "other", "-c", "create table secret (text text)");
    postgres.psql("-d", "bankapi", "-c", "create schema other create table secret (text text)");
  }

  @AfterAll
  static void stop() {
    if (postgres != null) {
      postgres.stop();
    }
  }

  @Test
  void theRoleOwnsItsDatabaseAndIsNothingSpecial() throws SQLException {
    assertThat(
            postgres.texts(
                "select concat_ws(' ', rolsuper, rolcreatedb, rolcreaterole, rolreplication,"
                    + " rolbypassrls, rolconnlimit) from pg_roles where rolname = current_user"))
        .isEqualTo(List.of("f f f f f 200"));
    assertThat(postgres.texts("select rolname from pg_roles where pg_has_role(oid, 'member')"))
        .doesNotContain("postgres", "pg_read_all_data", "pg_execute_server_program")
        .contains("bankapi");
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table mine (id int)");
      statement.execute("drop table mine");
    }
  }

  @Test
  void itMakesNoDatabasesAndRolesAndReadsNoFiles() {
    for (String order :
        List.of(
            "create database mine",
            "create role mine",
            "select pg_read_file('PG_VERSION')",
            "select * from other.secret")) {
      refused(() -> postgres.texts(order));
    }
  }

  @Test
  void itReadsNoTableOfAnotherDatabase() throws SQLException {
    try (Connection other =
            DriverManager.getConnection(
                postgres.url().replace("/bankapi", "/other"), "bankapi", postgres.password());
        Statement statement = other.createStatement()) {
      refused(() -> statement.executeQuery("select * from secret"));
    }
  }

  @Test
  void nobodyElseEntersTheDatabaseOrMakesTablesInIt() {
    ThrowingCallable enter =
        () -> DriverManager.getConnection(postgres.url(), "stranger", "").close();
    refused(enter);
    postgres.psql("-c", "grant connect on database bankapi to stranger");
    refused(
        () -> {
          try (Connection connection = DriverManager.getConnection(postgres.url(), "stranger", "");
              Statement statement = connection.createStatement()) {
            statement.execute("create table public.theirs (id int)");
          }
        });
    postgres.psql("-c", "revoke connect on database bankapi from stranger");
    refused(enter);
  }

  @Test
  void aTransactionThatADeadNodeLeftOpenEnds() {
    assertThat(postgres.texts("show idle_in_transaction_session_timeout")).containsExactly("2min");
    assertThat(postgres.texts("show lock_timeout")).containsExactly("30s");
  }

  private static void refused(ThrowingCallable order) {
    assertThatThrownBy(order)
        .satisfies(
            thrown -> {
              Throwable cause = thrown instanceof SQLException ? thrown : thrown.getCause();
              assertThat(((SQLException) cause).getSQLState())
                  .as(cause.getMessage())
                  .isEqualTo(INSUFFICIENT_PRIVILEGE);
            });
  }
}

package bankapi.acceptance.server;

import bankapi.acceptance.system.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A real PostgreSQL on a port and a data directory of its own, which outlive its stops and kills.
 * What is committed is in its log before the answer, as in production.
 */
public final class Postgres implements Database {
  static final String NAME = "bankapi";
  static final String USER = "bankapi";
  static final String PASSWORD = "only-for-tests";

  private final Path directory;
  private final int port = Ports.free();
  private EmbeddedPostgres server;

  private Postgres(Path directory) {
    this.directory = directory;
  }

  /**
   * A new, empty database {@code bankapi} with its role.
   *
   * @param directory is made anew; the data and the log lie there
   */
  public static Postgres create(Path directory) {
    Distribution.delete(directory);
    Postgres postgres = new Postgres(directory);
    postgres.start();
    try (Connection connection = postgres.server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + USER + " login password '" + PASSWORD + "'");
      statement.execute("create database " + NAME + " owner " + USER);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return postgres;
  }

  /**
   * A new, empty database as {@code config/postgresql/database.sql} makes it, with its own
   * administrator {@code postgres}. The role is asked for its password; others are not.
   *
   * @param name of its directory, which is made anew; the data and the log lie there
   */
  public static Postgres createWithScript(String name) {
    Path directory = Distribution.work().resolve(name);
    Distribution.delete(directory);
    Postgres postgres = new Postgres(directory);
    postgres.start();
    postgres.psql("-f", Distribution.script("postgresql/database.sql").toString());
    postgres.psql("-c", "alter role " + USER + " password '" + PASSWORD + "'");
    try {
      Path rules = directory.resolve("data/pg_hba.conf");
      Files.writeString(
          rules, "host all " + USER + " all scram-sha-256\n" + Files.readString(rules));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    postgres.psql("-c", "select pg_reload_conf()");
    return postgres;
  }

  /** As the administrator of the database types it. */
  public String psql(String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of("psql", "-h", "127.0.0.1", "-p", "" + port, "-U", "postgres", "-At"));
    line.addAll(List.of("-v", "ON_ERROR_STOP=1"));
    line.addAll(List.of(arguments));
    return Command.run(line, Map.of());
  }

  /** Starts it, again where it was stopped or killed; answers when this returns. */
  public void start() {
    try {
      Files.createDirectories(directory);
      Redirect log = Redirect.appendTo(directory.resolve("postgresql.log").toFile());
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory.resolve("data"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("synchronous_commit", "on")
              .setOutputRedirector(log)
              .setErrorRedirector(log)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As an administrator stops it: sessions are cut, what is committed is written. */
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9} of its first process; the others end when they notice. */
  public void kill() {
    ProcessHandle postmaster = postmaster();
    postmaster.destroyForcibly();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !postmaster.isAlive());
    stop();
  }

  /**
   * It neither answers nor refuses, as when its machine or its disk stands; {@link #goOn} ends it.
   */
  public void hang() {
    ProcessHandle postmaster = postmaster();
    // the first one first: it makes no new ones then
    signal("-STOP", postmaster);
    postmaster.descendants().forEach(process -> signal("-STOP", process));
  }

  /** The first one last: it would end some of the others, which are then not found. */
  public void goOn() {
    ProcessHandle postmaster = postmaster();
    postmaster.descendants().toList().forEach(process -> signal("-CONT", process));
    signal("-CONT", postmaster);
  }

  private static void signal(String signal, ProcessHandle process) {
    Command.run(List.of("kill", signal, "" + process.pid()), Map.of());
  }

  private ProcessHandle postmaster() {
    Path pidFile = directory.resolve("data/postmaster.pid");
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  /** Of the role that the gateway has. */
  public String password() {
    return PASSWORD;
  }

  public int port() {
    return port;
  }

  /** One number, as an operator would ask for it. */
  public long number(String query, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, query, parameters);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** The first column of each row, as text. */
  public List<String> texts(String query, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, query, parameters);
        ResultSet result = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (result.next()) {
        texts.add(result.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /**
   * A change, as an operator would make it.
   *
   * @return how many rows it changed
   */
  public int change(String statement, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement prepared = prepared(connection, statement, parameters)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  @Override
  public String whoWaits() {
    return "select 1 from pg_locks where not granted";
  }

  @Override
  public void goAway() {
    stop();
  }

  @Override
  public void comeBack() {
    start();
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  private static PreparedStatement prepared(
      Connection connection, String text, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}

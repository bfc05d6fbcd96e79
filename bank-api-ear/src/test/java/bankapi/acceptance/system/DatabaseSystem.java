package bankapi.acceptance.system;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * The gateway's database. Tests look at it only to see that nothing changed; what they write is
 * what an operator or the passing of time would.
 */
public final class DatabaseSystem {
  private final Database database;

  public DatabaseSystem(Database database) {
    this.database = database;
  }

  /** All connections break and no new one is to be had, until {@link #comeBack()}. */
  public void goAway() {
    database.goAway();
  }

  /** With everything that was in it. */
  public void comeBack() {
    database.comeBack();
  }

  /**
   * While a transaction of somebody else holds rows.
   *
   * @param sql finds and locks them, with one parameter
   */
  public void whileHeld(String sql, String parameter, Runnable work) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      statement.setString(1, parameter);
      try (ResultSet held = statement.executeQuery()) {
        if (!held.next()) {
          throw new IllegalStateException("nothing to hold for " + parameter);
        }
      }
      work.run();
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Changes rows, and commits that once somebody waits for them.
   *
   * @param work begins what will wait
   * @return what that comes to
   */
  public <T> T changedWhileWaitedFor(String sql, Supplier<T> work) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (statement.executeUpdate(sql) == 0) {
        throw new IllegalStateException("nothing changed by " + sql);
      }
      CompletableFuture<T> waits = CompletableFuture.supplyAsync(work);
      Awaitility.await().until(() -> !rows(database.whoWaits()).isEmpty());
      connection.commit();
      return waits.join();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A customer whom an operator has let in.
   *
   * @param linkAnswer {@code OBJECT} or {@code URL}
   * @param listAnswer {@code LIST} or {@code RESOURCES}
   */
  public void addApiUser(
      String key, String secret, String linkAnswer, String listAnswer, boolean multiSite) {
    change(
        "insert into api_user (id, api_key, secret_hash, email, link_answer, list_answer,"
            + " may_register, multi_site, active, created_at, version)"
            + " values (?, ?, ?, ?, ?, ?, true, ?, true, ?, 1)",
        UUID.randomUUID(),
        key,
        sha256(secret),
        key + "@site.example",
        linkAnswer,
        listAnswer,
        multiSite,
        Instant.now().atOffset(ZoneOffset.UTC));
  }

  /**
   * What no refused call may change: who may call, which sites and users there are, how many
   * requests were opened, and the items of these sites.
   */
  public List<String> state(String... sites) {
    List<String> state = new ArrayList<>();
    state.addAll(rows("select * from api_user order by id"));
    state.addAll(
        rows(
            "select id, api_user_id, site_key, base_url, allowed_hosts, default_webhook_url,"
                + " webhook_secret, previous_webhook_secret, state from site order by id"));
    state.addAll(rows("select id, site_id, site_user, bridge_uuid from bridge_user order by id"));
    state.addAll(
        rows(
            "select id, bridge_user_id, redirect_url, webhook_url from connection_request order by id"));
    for (String site : sites) {
      state.addAll(
          rows(
              "select i.bridge_item_id, i.bridge_user_id, i.bank, i.status, i.deleted_at from item i"
                  + " join site s on s.id = i.site_id where s.site_key = ? order by i.id",
              site));
      state.addAll(
          rows(
              "select r.id, r.state, r.bridge_item_id, r.claimed_item_id, r.step"
                  + " from connection_request r join site s on s.id = r.site_id"
                  + " where s.site_key = ? order by r.id",
              site));
    }
    return state;
  }

  /** Each row as text. */
  public List<String> rows(String sql, Object... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = prepared(connection, sql, values);
        ResultSet result = statement.executeQuery()) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(" | ", row.stream().map(String::valueOf).toList()));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /**
   * @return how many rows it changed
   */
  public int change(String sql, Object... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Lower-case hexadecimal, as hashes are stored. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}

package bankapi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** What was stored before a migration is found by what it adds. */
@OnEachDatabase
class OlderRowsIT {

  private static final String OLD = "old";
  private static final String NOW = "timestamp with time zone '2026-01-31 08:00:00+00'";

  private static final String[] ROWS = {
    "insert into api_user values (#1, 'key', 'hash', null, null, 'a@b.fr', 'object', 'list', false,"
        + " false, true, @, 0)",
    "insert into site (id, api_user_id, site_key, base_url, allowed_hosts, webhook_secret, locale,"
        + " time_zone, state, created_at, version) values (#2, #1, 'erp', 'https://erp.fr',"
        + " 'erp.fr', 's', 'fr', 'Europe/Paris', 'ACTIVE', @, 0)",
    "insert into bridge_user (id, site_id, site_user, bridge_uuid, created_at, version)"
        + " values (#3, #2, 'u1', #4, @, 0)",
    "insert into webhook_target (id, site_id, url, state, failures, warned_percent, created_at,"
        + " changed_at) values (#5, #2, 'https://erp.fr', 'ACTIVE', 0, 0, @, @)",
    delivery(6, "{\"event\":\"item.refreshed\",\"item_id\":33000191035700,\"bank\":\"1\"}"),
    delivery(7, "{\"event\":\"connection.failed\",\"item_id\":null,\"status\":402}"),
    delivery(8, "{\"event\":\"bank.outage\",\"bank\":\"\\\"item_id\\\":5\"}"),
    "insert into delivery_attempt (id, delivery_id, attempted_at, duration_ms, outcome)"
        + " values (#9, #6, @, 7, 'RETRY')",
    event(10, "#4"),
    event(11, "#12")
  };

  private final TestDatabase database;

  OlderRowsIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void deliveriesHaveTheirItemsAttemptsAndEventsTheirSites() throws SQLException {
    flyway().target("0131").load().migrate();
    try (Connection connection = database.dataSource().getConnection()) {
      String usual = connection.getSchema();
      connection.setSchema(OLD);
      try (Statement statement = connection.createStatement()) {
        for (String row : ROWS) {
          statement.execute(readable(row));
        }
        flyway().load().migrate();
        assertThat(one(statement, "select bridge_item_id from delivery where id = #6"))
            .isEqualTo("33000191035700");
        assertThat(one(statement, "select bridge_item_id from delivery where id = #7")).isNull();
        assertThat(one(statement, "select bridge_item_id from delivery where id = #8")).isNull();
        assertThat(one(statement, "select site_id from delivery_attempt where id = #9"))
            .isEqualTo(readable("#2").replace("'", ""));
        assertThat(one(statement, "select site_id from received_event where id = #10"))
            .isEqualTo(readable("#2").replace("'", ""));
        assertThat(one(statement, "select site_id from received_event where id = #11")).isNull();
      } finally {
        connection.setSchema(usual);
      }
    }
  }

  private FluentConfiguration flyway() {
    return Flyway.configure().dataSource(database.dataSource()).defaultSchema(OLD).schemas(OLD);
  }

  private static String delivery(int id, String payload) {
    return "insert into delivery (id, site_id, target_id, event, target_url, payload, state,"
        + " attempts, created_at, next_attempt_at) values (#"
        + id
        + ", #2, #5, 'x', 'https://erp.fr', '"
        + payload
        + "', 'DEAD', 1, @, @)";
  }

  private static String event(int id, String lane) {
    return "insert into received_event (id, body_hash, event_type, body, received_at, state,"
        + " attempts, lane, bridge_item_id) values (#"
        + id
        + ", 'hash"
        + id
        + "', 'item.refreshed', '{}', @, 'DONE', 1, "
        + lane
        + ", 4711)";
  }

  /** {@code #7} is a UUID, {@code @} a time. */
  private static String readable(String sql) {
    StringBuilder readable = new StringBuilder();
    Matcher id = Pattern.compile("#(\\d+)").matcher(sql);
    while (id.find()) {
      id.appendReplacement(
          readable, "'00000000-0000-0000-0000-%012d'".formatted(Integer.parseInt(id.group(1))));
    }
    return id.appendTail(readable).toString().replaceAll("(?<= )@(?=[,)])", NOW);
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(readable(query))) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}

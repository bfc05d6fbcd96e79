package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.TestDatabase;
import bankapi.platform.control.CappedCount;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the queue costs when it is long: medians, and PostgreSQL's plans. Not a test; run with
 * {@code ./mvnw verify -Pbench -pl bank-api-ejb -am} and read what it prints.
 */
class QueueBench {

  private static final int SMALL = 1_000;
  private static final int SITES = 100;
  private static final int ROUNDS = 50;

  @Test
  void aThousandAndAMillionThatWaitForLater() throws Exception {
    StringBuilder table = new StringBuilder("rows waiting | claim 16 | claim 0 | counts\n");
    for (int rows : new int[] {SMALL, 1_000_000}) {
      try (TestDatabase database = TestDatabase.postgres()) {
        TestDeliveries outbox = new TestDeliveries(database);
        List<UUID> sites = Stream.generate(outbox::site).limit(SITES).toList();
        // Due a day ago as seen from in two days: due tomorrow.
        outbox.clock.pass(Duration.ofDays(2));
        sites.forEach(site -> outbox.backlog(site, rows / SITES));
        outbox.clock.pass(Duration.ofDays(-2));
        sql(database, "analyze delivery", "analyze webhook_target");
        DeliveryQueue queue = outbox.queue();
        table.append(
            "%,d | %s | %s | %s%n"
                .formatted(
                    rows,
                    median(
                        () -> {
                          sql(database, "delete from delivery where claim_token is not null");
                          sites.subList(0, 16).forEach(outbox::enqueue);
                        },
                        () -> assertThat(claim(outbox, queue)).hasSize(16)),
                    median(() -> {}, () -> assertThat(claim(outbox, queue)).isEmpty()),
                    median(
                        () -> {},
                        () -> assertThat(queue.counts(outbox.clock.instant()).held()).isZero())));
        if (rows > SMALL) {
          // a table of a few pages is rightly read as a whole
          plans(database, outbox, sites.get(0));
        }
      }
    }
    print(table.toString());
  }

  private static List<ClaimedDelivery> claim(TestDeliveries outbox, DeliveryQueue queue) {
    return queue.claim(
        new ClaimLimits(16, 2, Map.of()), outbox.clock.instant(), TestDeliveries.LEASE);
  }

  private static void sql(TestDatabase database, String... statements) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String median(Runnable before, Runnable work) {
    long[] nanos = new long[ROUNDS];
    for (int i = -10; i < ROUNDS; i++) {
      before.run();
      long start = System.nanoTime();
      work.run();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return "%.1f ms".formatted(nanos[ROUNDS / 2] / 1e6);
  }

  /** The statements as the queue holds them, with their parameters written in. */
  private static void plans(TestDatabase database, TestDeliveries outbox, UUID site)
      throws Exception {
    UUID target = outbox.targetsOf(site).get(0).id();
    Map<Integer, String> claim =
        Map.of(
            1, "'" + SiteRotation.START + "'",
            2, "timestamptz '" + outbox.clock.instant() + "'",
            3, "16",
            4, "64",
            5, "'" + target + "'");
    Map<Integer, String> ofSite = new TreeMap<>(claim);
    ofSite.put(1, "'" + site + "'");
    String now = claim.get(2);
    explain(database, "DUE_SITES", statement("DUE_SITES"), claim);
    explain(database, "DUE_TARGETS", statement("DUE_TARGETS"), ofSite);
    explain(database, "LOCK_OLDEST", statement("LOCK_OLDEST"), ofSite);
    explain(database, "OLDEST_DUE", statement("OLDEST_DUE"), Map.of(1, now));
    explain(
        database,
        "due",
        "select 1 from "
            + statement("OF_TARGETS")
            + "t.state = 'ACTIVE' and d.next_attempt_at <= ?1 limit "
            + CappedCount.CAP,
        Map.of(1, now));
  }

  private static String statement(String name) throws ReflectiveOperationException {
    Field field = DeliveryQueue.class.getDeclaredField(name);
    field.setAccessible(true);
    return (String) field.get(null);
  }

  private static void explain(
      TestDatabase database, String name, String sql, Map<Integer, String> parameters)
      throws SQLException {
    String text = sql;
    for (Map.Entry<Integer, String> parameter : parameters.entrySet()) {
      text = text.replace("?" + parameter.getKey(), parameter.getValue());
    }
    StringBuilder plan = new StringBuilder("-- " + name + "\n");
    Set<String> relations = new TreeSet<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery("explain (analyze, buffers, costs off, summary on) " + text)) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
        if (lines.getString(1).contains("Seq Scan on delivery")) {
          relations.add("delivery");
        }
      }
    }
    print(plan.toString());
    assertThat(relations).as("read as a whole by " + name).isEmpty();
  }

  private static void print(String text) {
    System.out.println(text);
  }
}

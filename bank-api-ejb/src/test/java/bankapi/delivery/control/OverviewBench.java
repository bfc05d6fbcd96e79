package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BudgetLeases;
import bankapi.bridge.control.TestGateway;
import bankapi.connection.control.ConnectionAdmin;
import bankapi.console.control.Overviews;
import bankapi.console.control.SiteTimelines;
import bankapi.event.control.EventAdmin;
import bankapi.event.control.EventFilter;
import bankapi.event.control.EventInbox;
import bankapi.item.control.ItemStore;
import bankapi.item.control.OpenOutages;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.PageWish;
import bankapi.site.control.SiteAdmin;
import bankapi.site.control.Tenancy;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What operators' pages cost with a million deliveries of the last 30 days, an attempt of each, a
 * million of Bridge's webhooks, a hundred thousand connection requests and as many items: medians,
 * and PostgreSQL's plan for the charts. Not a test; run with {@code ./mvnw verify -Pbench -pl
 * bank-api-ejb -am} and read what it prints.
 */
class OverviewBench {

  private static final int ROUNDS = 20;

  private static final String[] ROWS = {
    """
    insert into delivery (id, site_id, target_id, bridge_item_id, event, target_url, payload, state,
        attempts, created_at, next_attempt_at, settled_at)
    select cast(lpad(to_hex(cast(extract(epoch from r.at) * 1000 as bigint)), 12, '0') || '7'
        || substr(md5(cast(r.n as text)), 1, 19) as uuid), '%1$s', '%2$s', r.n %% 100000, 'item.refreshed',
      'https://erp.example.com/hook', repeat('x', 300),
      case when r.n %% 10 = 0 then 'DEAD' when r.n %% 100 = 1 then 'PENDING' else 'DELIVERED' end,
      1, r.at, r.at, r.at
    from (select n, timestamptz '%3$s' - n * interval '2592 milliseconds' as at
          from generate_series(1, 1000000) n) r
    """,
    """
    insert into delivery_attempt (id, delivery_id, site_id, attempted_at, duration_ms, outcome,
        status)
    select gen_random_uuid(), d.id, d.site_id, d.created_at, 20,
      case d.state when 'DEAD' then 'DEAD' when 'PENDING' then 'RETRY' else 'DELIVERED' end, 200
    from delivery d
    """,
    """
    insert into bridge_user (id, site_id, site_user, created_at, version)
    values ('00000000-0000-0000-0000-000000000001', '%1$s', '', now(), 0)
    """,
    """
    insert into item (id, bridge_user_id, site_id, bridge_item_id, provider_id, status, read_at,
        version)
    select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', '%1$s', n, n %% 300,
      case when n %% 20 = 0 then 1010 else 0 end, now(), 0
    from generate_series(1, 100000) n
    """,
    """
    insert into received_event (id, lane, bridge_item_id, site_id, body_hash, event_type, body,
        received_at, state, attempts, processed_at)
    select gen_random_uuid(), '00000000-0000-0000-0000-000000000002', n %% 100000, '%1$s', md5(cast(n as text)) || md5(cast(-n as text)),
      'item.refreshed', repeat('x', 200), timestamptz '%3$s' - n * interval '2592 milliseconds', 'DONE',
      1, timestamptz '%3$s' - n * interval '2592 milliseconds'
    from generate_series(1, 1000000) n
    """,
    """
    insert into connection_request (id, bridge_user_id, site_id, kind, state, context_hash,
        redirect_url, lang, gave_up, opened_at, expires_at, linked_at, returned_at, settled_at, version)
    select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', '%1$s', 'CONNECT', 'SUCCEEDED',
      md5(cast(n as text)) || md5(cast(-n as text)), 'https://erp.example.com/app', 'fr', false, r.at, r.at, r.at, r.at,
      r.at, 0
    from (select n, timestamptz '%3$s' - n * interval '25920 milliseconds' as at
          from generate_series(1, 100000) n) r
    """,
    "vacuum analyze received_event",
    "vacuum analyze connection_request",
    "vacuum analyze delivery",
    "vacuum analyze delivery_attempt",
    "vacuum analyze item"
  };

  @Test
  void aMillionDeliveries() throws Exception {
    try (TestDatabase database = TestDatabase.postgres()) {
      TestDeliveries outbox = new TestDeliveries(database);
      Instant now = outbox.clock.instant();
      UUID site = outbox.site();
      UUID target =
          database.inTransaction(em -> outbox.targets.of(site, "https://erp.example.com/hook"));
      for (String sql : ROWS) {
        sql(database, sql.formatted(site, target, now));
      }
      Overviews overviews =
          database.store(
              Overviews.class,
              outbox.clock,
              new TestGateway(URI.create("http://localhost:1"), outbox.clock)
                  .conditions(database.store(BudgetLeases.class)),
              database.store(
                  EventInbox.class,
                  outbox.clock,
                  database.store(ItemStore.class),
                  database.store(Tenancy.class, outbox.clock)),
              database.store(OpenOutages.class),
              outbox.queue());
      DeliveryHistory history = database.store(DeliveryHistory.class, outbox.clock);
      median("overview", () -> assertThat(overviews.now().due()).isPositive());
      median("health of the site", () -> assertThat(overviews.ofSite(site).held()).isZero());
      for (int days : new int[] {1, 7, 30}) {
        Instant from = now.minus(Duration.ofDays(days));
        Duration step = Duration.ofHours(days);
        median(
            "chart of %d days".formatted(days),
            () -> assertThat(history.between(from, now, step).data()).hasSize(24));
      }
      lists(database, outbox, site, target);
      DeliveryFilter dead =
          new DeliveryFilter(
              null, null, null, null, "dead", null, now.minusSeconds(2_600_000), null);
      median(
          "count of what is replayed",
          () -> assertThat(outbox.runs.replayable(dead)).isEqualTo(100_000));
      plan(
          database,
          DeliveryHistory.IN_STEPS
              .replace("?1", (now.toEpochMilli() - 86_400_000) + "000")
              .replace("?2", "3600000000")
              .replace("?3", "timestamptz '" + now.minus(Duration.ofDays(1)) + "'")
              .replace("?4", "timestamptz '" + now + "'"));
      long start = System.nanoTime();
      DeliveryRuns runs = TestBeans.create(DeliveryRuns.class, outbox.runs);
      UUID replay = runs.replay(dead, "me", null, "me").id();
      while (outbox.runs.find(replay).finishedAt() == null) {
        runs.tick();
      }
      assertThat(outbox.runs.find(replay).done()).isEqualTo(100_000);
      print("replay of 100,000 | %.1f s".formatted((System.nanoTime() - start) / 1e9));
    }
  }

  /** Those that grow without end: the first part, and one from the middle. */
  private static void lists(TestDatabase database, TestDeliveries outbox, UUID site, UUID target) {
    Tenancy tenancy = database.store(Tenancy.class, outbox.clock);
    EventAdmin events = database.store(EventAdmin.class, outbox.clock, tenancy);
    SiteTimelines timelines =
        database.store(
            SiteTimelines.class,
            database.store(SiteAdmin.class, outbox.clock),
            database.store(ConnectionAdmin.class, tenancy),
            events,
            outbox.deliveries);
    PageWish first = new PageWish(50, null);
    median("time line of the site", () -> assertThat(timelines.of(site, first).data()).hasSize(50));
    PageWish on = new PageWish(50, timelines.of(site, new PageWish(500, null)).next());
    median(
        "time line of the site, further down",
        () -> assertThat(timelines.of(site, on).data()).hasSize(50));
    DeliveryFilter address = new DeliveryFilter(null, target, null, null, null, null, null, null);
    median(
        "deliveries to an address",
        () -> assertThat(outbox.deliveries.list(address, first).data()).hasSize(50));
    DeliveryFilter item = new DeliveryFilter(null, null, 4711L, null, null, null, null, null);
    median(
        "deliveries about an item",
        () -> assertThat(outbox.deliveries.list(item, first).data()).hasSize(10));
    median(
        "Bridge's webhooks of a site",
        () ->
            assertThat(
                    events.list(new EventFilter(null, site, null, null, null, null), first).data())
                .hasSize(50));
    median(
        "Bridge's webhooks about an item",
        () ->
            assertThat(
                    events.list(new EventFilter(4711L, null, null, null, null, null), first).data())
                .hasSize(10));
  }

  private static void median(String what, Runnable work) {
    long[] nanos = new long[ROUNDS];
    for (int i = -3; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    print("%s | %.1f ms".formatted(what, nanos[ROUNDS / 2] / 1e6));
  }

  private static void plan(TestDatabase database, String text) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("explain (analyze, buffers, costs off) " + text)) {
      while (lines.next()) {
        print(lines.getString(1));
      }
    }
  }

  private static void sql(TestDatabase database, String text) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static void print(String text) {
    System.out.println(text);
  }
}

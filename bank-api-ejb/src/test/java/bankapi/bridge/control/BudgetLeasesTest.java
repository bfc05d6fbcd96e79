package bankapi.bridge.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** One budget for all nodes, on both databases. */
class BudgetLeasesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long INTERVAL = 208_333;
  private static final int BURST = 360;

  @Test
  void h2SharesOutEachRequestOnce() throws Exception {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    sharesOutEachRequestOnce(h2);
  }

  @Test
  void postgresSharesOutEachRequestOnce() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      sharesOutEachRequestOnce(postgres.getPostgresDatabase());
    }
  }

  private static void sharesOutEachRequestOnce(DataSource database) throws Exception {
    migrate(database);
    try (EntityManagerFactory factory =
        Persistence.createEntityManagerFactory(
            "bankapi",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", database,
                "eclipselink.target-server", "None",
                "eclipselink.session-name", UUID.randomUUID().toString()))) {
      assertThat(fromManyNodes(factory, NOW)).isEqualTo(BURST);
      assertThat(lease(factory, NOW, 10)).isZero();
      assertThat(lease(factory, NOW.plusMillis(250), 10)).isEqualTo(1);
      // A node whose clock is behind takes no more than the others left.
      assertThat(lease(factory, NOW.minusSeconds(5), 10)).isZero();
      assertThat(lease(factory, NOW.plusSeconds(10), 40)).isEqualTo(40);
      // After a rest the burst is there again, and no more than the burst.
      assertThat(fromManyNodes(factory, NOW.plus(Duration.ofHours(1)))).isEqualTo(BURST);
    }
  }

  private static int fromManyNodes(EntityManagerFactory factory, Instant now) throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(() -> lease(factory, now, 10));
    }
    int granted = 0;
    for (Future<Integer> call : nodes.invokeAll(calls)) {
      granted += call.get();
    }
    nodes.shutdown();
    return granted;
  }

  private static int lease(EntityManagerFactory factory, Instant now, int want) {
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      BudgetLeases leases = new BudgetLeases();
      leases.em = em;
      int granted = leases.lease(now, want, INTERVAL, BURST);
      em.getTransaction().commit();
      return granted;
    } finally {
      em.close();
    }
  }

  private static void migrate(DataSource database) throws Exception {
    String sql =
        new String(
            BudgetLeasesTest.class
                .getResourceAsStream("/db/migration/V0003__bridge.sql")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : sql.replaceAll("(?m)^--.*$", "").split(";")) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    }
  }
}

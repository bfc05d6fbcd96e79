package bankapi.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryRun;
import bankapi.platform.TestDatabase;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who changes several deliveries at once, and meets another who does, on PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryLocksIT extends AtTheOutbox {

  private final List<UUID> deliveries = new ArrayList<>();
  private UUID target;

  DeliveryLocksIT() {
    super(TestDatabase.postgres());
  }

  @AfterAll
  void close() {
    database.close();
  }

  /**
   * Among many of another address, so that an address's are read by its index. The oldest is tried
   * last and lies last, so that its index and the table have them from the other end.
   */
  @BeforeEach
  void fill() {
    UUID site = outbox.site();
    deliveries.clear();
    for (int i = 0; i < 3; i++) {
      outbox.clock.pass(Duration.ofMillis(1));
      deliveries.add(outbox.enqueue(site));
    }
    Instant last = outbox.clock.instant().plus(Duration.ofHours(9));
    database.doInTransaction(
        em -> {
          for (int i = 2; i >= 0; i--) {
            em.createQuery("update Delivery d set d.nextAttemptAt = :at where d.id = :id")
                .setParameter("at", last.minus(Duration.ofHours(i)))
                .setParameter("id", deliveries.get(i))
                .executeUpdate();
          }
        });
    outbox.backlogOf(site, "https://erp.example.com/another", 5_000);
    database.doInTransaction(em -> em.createNativeQuery("analyze delivery").executeUpdate());
    target = outbox.target(deliveries.get(0)).id();
    outbox.targets.suspend(target, null, "olivia");
    outbox.clock.pass(Duration.ofMillis(1));
  }

  @Test
  void resumingAnAddressAndCancellingWhatIsHeldForItBothEnd() throws Exception {
    bothEnd("indexscan");
  }

  @Test
  void soTheyDoWhereThoseToCancelAreReadAsTheyLie() throws Exception {
    bothEnd("seqscan");
  }

  /**
   * Both wait for the one in the middle, so each has what it met before. Were these the two others,
   * neither could go on.
   *
   * @param reading how those to cancel are read
   */
  private void bothEnd(String reading) throws Exception {
    DeliveryFilter held =
        new DeliveryFilter(null, null, null, null, null, "held", Instant.EPOCH, null);
    UUID run = outbox.runs.open(DeliveryRun.Action.CANCEL, held, "olivia", null, "olivia").id();
    List<CompletableFuture<Void>> both = new ArrayList<>();
    database.doInTransaction(
        em -> {
          em.find(Delivery.class, deliveries.get(1), LockModeType.PESSIMISTIC_WRITE);
          both.add(by("indexscan", () -> outbox.targets.resume(target, null, "oscar")));
          await().until(() -> waiting() == 1);
          both.add(by(reading, () -> outbox.runs.step(run)));
          await().until(() -> waiting() == 2);
        });
    for (CompletableFuture<Void> one : both) {
      one.get(1, TimeUnit.MINUTES);
    }
    assertThat(outbox.targets.find(target).orElseThrow().state()).isEqualTo("active");
    assertThat(deliveries)
        .extracting(id -> outbox.view(id).state())
        .containsOnly("cancelled")
        .hasSize(3);
  }

  /** As the planner may have it in another table, or with other statistics. */
  private CompletableFuture<Void> by(String reading, Runnable work) {
    return CompletableFuture.runAsync(
        () ->
            database.doInTransaction(
                em -> {
                  for (String other : List.of("indexscan", "bitmapscan", "seqscan")) {
                    em.createNativeQuery(
                            "set local enable_" + other + " = " + other.equals(reading))
                        .executeUpdate();
                  }
                  work.run();
                }));
  }

  private int waiting() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
      row.next();
      return row.getInt(1);
    }
  }
}

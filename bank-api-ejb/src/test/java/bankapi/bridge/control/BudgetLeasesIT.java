package bankapi.bridge.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BudgetLeases.Kind;
import bankapi.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One budget for all nodes, on both databases. */
class BudgetLeasesIT {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long INTERVAL = 208_333;
  private static final int BURST = 360;

  @Test
  void h2SharesOutEachRequestOnce() throws Exception {
    try (TestDatabase database = TestDatabase.h2()) {
      sharesOutEachRequestOnce(database);
    }
  }

  @Test
  void postgresSharesOutEachRequestOnce() throws Exception {
    try (TestDatabase database = TestDatabase.postgres()) {
      sharesOutEachRequestOnce(database);
    }
  }

  private static void sharesOutEachRequestOnce(TestDatabase database) throws Exception {
    BudgetLeases leases = database.store(BudgetLeases.class);
    assertThat(fromManyNodes(leases, NOW)).isEqualTo(BURST);
    assertThat(leases.lease(NOW, 10, INTERVAL, BURST)).isZero();
    assertThat(leases.lease(NOW.plusMillis(250), 10, INTERVAL, BURST)).isEqualTo(1);
    // A node whose clock is behind takes no more than the others left.
    assertThat(leases.lease(NOW.minusSeconds(5), 10, INTERVAL, BURST)).isZero();
    assertThat(leases.lease(NOW.plusSeconds(10), 40, INTERVAL, BURST)).isEqualTo(40);
    // After a rest the burst is there again, and no more than the burst.
    assertThat(fromManyNodes(leases, NOW.plus(Duration.ofHours(1)))).isEqualTo(BURST);
  }

  @Test
  void h2TellsHowMuchIsUsed() {
    try (TestDatabase database = TestDatabase.h2()) {
      tellsHowMuchIsUsed(database);
    }
  }

  @Test
  void postgresTellsHowMuchIsUsed() {
    try (TestDatabase database = TestDatabase.postgres()) {
      tellsHowMuchIsUsed(database);
    }
  }

  private static void tellsHowMuchIsUsed(TestDatabase database) {
    TestClock clock = TestClock.standing();
    ApplicationBudget budget = new ApplicationBudget();
    budget.clock = clock;
    budget.limit = 1800;
    budget.leases = database.store(BudgetLeases.class);
    assertThat(budget.use()).isEqualTo(new BudgetUse(1800, 360, 360, 0, 0));
    Instant now = clock.instant();
    assertThat(budget.leases.lease(now, 90, INTERVAL, BURST)).isEqualTo(90);
    assertThat(budget.use()).isEqualTo(new BudgetUse(1800, 360, 270, 25, 0));
    assertThat(budget.leases.lease(now, 270, INTERVAL, BURST)).isEqualTo(270);
    assertThat(budget.use().usedPercent()).isEqualTo(100);
    assertThat(budget.use().free()).isZero();
    assertThat(budget.leases.lease(now.plusSeconds(500), 360, INTERVAL, BURST)).isEqualTo(360);
    assertThat(budget.use().free()).as("written by a clock that was ahead").isZero();
  }

  @Test
  void h2KeepsOneBudgetPerUser() throws Exception {
    try (TestDatabase database = TestDatabase.h2()) {
      keepsOneBudgetPerUser(database);
    }
  }

  @Test
  void postgresKeepsOneBudgetPerUser() throws Exception {
    try (TestDatabase database = TestDatabase.postgres()) {
      keepsOneBudgetPerUser(database);
    }
  }

  private static void keepsOneBudgetPerUser(TestDatabase database) throws Exception {
    BudgetLeases leases = database.store(BudgetLeases.class);
    UUID user = UUID.randomUUID();
    long interval = 2_333_333;
    assertThat(leases.leaseOfUser(user, Kind.REQUESTS, NOW, 8, interval, 20)).isEqualTo(8);
    assertThat(inParallel(() -> leases.leaseOfUser(user, Kind.REQUESTS, NOW, 5, interval, 20)))
        .isEqualTo(12);
    assertThat(leases.leaseOfUser(user, Kind.REQUESTS, NOW, 8, interval, 20)).isZero();
    assertThat(leases.leaseOfUser(user, Kind.TOKENS, NOW, 1, interval, 3)).isEqualTo(1);
    assertThat(leases.leaseOfUser(UUID.randomUUID(), Kind.REQUESTS, NOW, 8, interval, 20))
        .isEqualTo(8);
    assertThat(leases.leaseOfUser(user, Kind.REQUESTS, NOW.plusSeconds(3), 8, interval, 20))
        .isEqualTo(1);
    assertThat(leases.purge(NOW.plus(Duration.ofSeconds(3630)))).isEqualTo(1);
    assertThat(leases.purge(NOW.plus(Duration.ofMinutes(63)))).isEqualTo(1);
    assertThat(
            leases.leaseOfUser(user, Kind.REQUESTS, NOW.plus(Duration.ofHours(2)), 8, interval, 20))
        .isEqualTo(8);
  }

  @Test
  void h2ForgetsAClockThatWasAhead() {
    try (TestDatabase database = TestDatabase.h2()) {
      forgetsAClockThatWasAhead(database);
    }
  }

  @Test
  void postgresForgetsAClockThatWasAhead() {
    try (TestDatabase database = TestDatabase.postgres()) {
      forgetsAClockThatWasAhead(database);
    }
  }

  private static void forgetsAClockThatWasAhead(TestDatabase database) {
    BudgetLeases leases = database.store(BudgetLeases.class);
    UUID user = UUID.randomUUID();
    Instant ahead = NOW.plus(Duration.ofHours(1));
    Instant soon = NOW.plusSeconds(5);
    long interval = 2_333_333;
    assertThat(leases.lease(ahead, 10, INTERVAL, BURST)).isEqualTo(10);
    assertThat(leases.leaseOfUser(user, Kind.REQUESTS, ahead, 8, interval, 20)).isEqualTo(8);
    assertThat(leases.leaseOfUser(user, Kind.TOKENS, ahead, 1, interval, 3)).isEqualTo(1);
    // It counts as used up, so that what was asked before cannot be asked once more.
    assertThat(leases.lease(NOW, 10, INTERVAL, BURST)).isZero();
    assertThat(leases.lease(NOW, 1, INTERVAL, BURST)).isZero();
    assertThat(leases.leaseOfUser(user, Kind.REQUESTS, NOW, 8, interval, 20)).isZero();
    assertThat(leases.leaseOfUser(user, Kind.TOKENS, NOW, 1, interval, 3)).isZero();
    assertThat(leases.lease(soon, 10, INTERVAL, BURST)).isEqualTo(10);
    assertThat(leases.leaseOfUser(user, Kind.REQUESTS, soon, 2, interval, 20)).isEqualTo(2);
    assertThat(leases.leaseOfUser(user, Kind.TOKENS, soon, 1, interval, 3)).isEqualTo(1);
    // Clocks of nodes that differ a little take nothing back.
    assertThat(fromOneNode(leases, soon.plusSeconds(50))).isGreaterThan(200);
    assertThat(leases.lease(soon, 1, INTERVAL, BURST)).isZero();
    assertThat(leases.lease(soon.plusSeconds(50), 1, INTERVAL, BURST)).isZero();
  }

  private static int fromOneNode(BudgetLeases leases, Instant now) {
    int granted = 0;
    for (int more = leases.lease(now, 10, INTERVAL, BURST);
        more > 0;
        more = leases.lease(now, 10, INTERVAL, BURST)) {
      granted += more;
    }
    return granted;
  }

  private static int inParallel(Callable<Integer> lease) throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(8);
    int granted = 0;
    for (Future<Integer> call : nodes.invokeAll(Collections.nCopies(50, lease))) {
      granted += call.get();
    }
    nodes.shutdown();
    return granted;
  }

  private static int fromManyNodes(BudgetLeases leases, Instant now) throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(() -> leases.lease(now, 10, INTERVAL, BURST));
    }
    int granted = 0;
    for (Future<Integer> call : nodes.invokeAll(calls)) {
      granted += call.get();
    }
    nodes.shutdown();
    return granted;
  }
}

package bankapi.bridge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationBudgetTest {

  private final TestClock clock = TestClock.standing();
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ApplicationBudget budget = new ApplicationBudget();
  private final UUID busy = UUID.randomUUID();
  private final UUID quiet = UUID.randomUUID();
  private volatile boolean databaseAway;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  ApplicationBudgetTest() {
    budget.clock = clock;
    budget.limit = 1800;
    budget.leases =
        new BudgetLeases() {
          @Override
          public int lease(Instant now, int want, long intervalMicros, int burst) {
            asked.incrementAndGet();
            if (databaseAway) {
              throw new IllegalStateException("no connection");
            }
            int granted = Math.min(want, left.get());
            left.addAndGet(-granted);
            awaitUninterruptibly(gate);
            return granted;
          }
        };
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void leasesInBlocks() {
    left.set(1000);
    for (int i = 0; i < 20; i++) {
      budget.take(busy, false, clock.instant());
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void refusesAtTheDeadlineAndSaysWhenToComeBack() {
    Instant deadline = clock.instant().plusSeconds(20);
    Future<?> call = threads.submit(() -> budget.take(busy, false, deadline));
    await().until(() -> asked.get() > 0);
    assertThat(call.isDone()).isFalse();
    clock.move(Duration.ofSeconds(20));
    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
              assertThat(e.retryAfter().orElseThrow())
                  .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void waitsItsTurn() {
    Future<?> call =
        threads.submit(() -> budget.take(busy, false, clock.instant().plusSeconds(20)));
    await().until(() -> asked.get() > 0);
    left.set(1);
    clock.move(Duration.ofSeconds(1));
    assertThatCode(() -> call.get(5, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }

  @Test
  void aClockThatIsSetBackStopsNobody() {
    Future<?> call =
        threads.submit(() -> budget.take(busy, false, clock.instant().plusSeconds(20)));
    await().until(() -> asked.get() > 0);
    clock.move(Duration.ofHours(-1));
    left.set(1);
    assertThatCode(() -> call.get(5, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }

  @Test
  void aQuietTenantIsNotDelayedByABusyOne() {
    List<UUID> served = new CopyOnWriteArrayList<>();
    Instant deadline = clock.instant().plusSeconds(60);
    for (int i = 0; i < 30; i++) {
      threads.submit(
          () -> {
            budget.take(busy, false, deadline);
            served.add(busy);
          });
    }
    await().until(() -> asked.get() > 0 && budget.waiting() == 30);
    threads.submit(
        () -> {
          budget.take(quiet, false, deadline);
          served.add(quiet);
        });
    await().until(() -> budget.waiting() == 31);
    left.set(2);
    clock.move(Duration.ofSeconds(1));
    await().until(() -> served.size() == 2);
    assertThat(served).containsExactlyInAnyOrder(busy, quiet);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** They would count as used for nothing, and could all leave for Bridge at once much later. */
  @Test
  void whatWasLeasedForThoseWhoHaveLeftIsNotKept() {
    Instant deadline = clock.instant().plusSeconds(20);
    for (int i = 0; i < 30; i++) {
      threads.submit(() -> budget.take(busy, false, deadline));
    }
    await().until(() -> asked.get() == 1 && budget.waiting() == 30);
    gate = new CountDownLatch(1);
    left.set(1000);
    clock.move(Duration.ofSeconds(1));
    await().until(() -> asked.get() == 2);
    clock.move(Duration.ofSeconds(20));
    await().until(() -> budget.waiting() == 1);
    gate.countDown();
    await().until(() -> budget.waiting() == 0);
    for (int i = 0; i < 10; i++) {
      budget.take(busy, false, clock.instant());
    }
    assertThat(asked).hasValue(2);
    budget.take(busy, false, clock.instant());
    assertThat(asked).hasValue(3);
  }

  @Test
  void aDatabaseThatIsBrieflyAwayCostsOnlyTime() {
    databaseAway = true;
    Future<?> call =
        threads.submit(() -> budget.take(busy, false, clock.instant().plusSeconds(20)));
    await().until(() -> asked.get() > 0);
    databaseAway = false;
    left.set(1);
    clock.move(Duration.ofSeconds(2));
    assertThatCode(() -> call.get(5, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }
}

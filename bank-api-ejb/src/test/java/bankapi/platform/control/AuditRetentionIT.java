package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.entity.AuditEntry;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AuditRetentionIT {

  private static final Duration KEPT = Duration.ofDays(1095);

  private final TestDatabase database;
  private final HandClock clock;
  private final AuditTrail trail;
  private final AuditRetention retention;

  AuditRetentionIT(TestDatabase database) {
    this.database = database;
    clock = database.clock;
    trail =
        database.store(AuditTrail.class, database.store(Audit.class, clock, new CallingToken()));
    retention = TestBeans.create(AuditRetention.class, trail);
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    clock.pass(KEPT.plusMillis(1));
    purge();
  }

  @Test
  void whatWasDoneIsForgottenAfterThreeYears() {
    note("site.create", 1);
    clock.pass(Duration.ofMillis(1));
    note("site.change", 1);
    clock.pass(KEPT.minusMillis(1));
    assertThat(purge()).isZero();
    clock.pass(Duration.ofMillis(1));
    assertThat(purge()).isEqualTo(1);
    assertThat(kept()).extracting(AuditView::action).containsExactly("site.change");
  }

  @Test
  void manyAreForgottenInBatchesTheOldestFirst() {
    note("site.create", 2);
    clock.pass(Duration.ofMillis(1));
    note("site.change", 3);
    clock.pass(Duration.ofDays(1));
    Instant before = clock.instant();
    assertThat(trail.purge(before, 2)).isEqualTo(2);
    assertThat(kept()).extracting(AuditView::action).containsOnly("site.change").hasSize(3);
    assertThat(trail.purge(before, 5)).isEqualTo(3);
  }

  @Test
  void nodesThatForgetAtOnceDoNotWaitForEachOther() {
    note("site.create", 1);
    UUID taken = kept().get(0).id();
    note("site.change", 1);
    clock.pass(KEPT.plusMillis(1));
    int purged =
        database.inTransaction(
            em -> {
              em.find(AuditEntry.class, taken, LockModeType.PESSIMISTIC_WRITE);
              return CompletableFuture.supplyAsync(this::purge)
                  .orTimeout(10, TimeUnit.SECONDS)
                  .join();
            });
    assertThat(purged).isEqualTo(1);
    assertThat(kept()).extracting(AuditView::id).containsExactly(taken);
  }

  private int purge() {
    return retention.purge(clock.instant());
  }

  private void note(String action, int times) {
    for (int i = 0; i < times; i++) {
      trail.note("olivia", action, "site erp", null);
    }
  }

  private List<AuditView> kept() {
    return trail.list(null, null, null, null, null, null, new PageWish(500, null)).data();
  }
}

package bankapi.connection.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.platform.Failures;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.GatewayException.Code;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.entity.Site;
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
class ConnectionRetentionIT {

  private static final Duration KEPT = Duration.ofDays(730);
  private static final BrowserReturn GOOD = new BrowserReturn(null, true, null);
  private static final BrowserReturn STOPPED = new BrowserReturn(null, false, "login");

  private final TestFlow flow;
  private final UserRunStore runs;
  private final ConnectionRetention retention;

  ConnectionRetentionIT(TestDatabase database) {
    this.flow = new TestFlow(database);
    Audit audit = database.store(Audit.class, flow.clock, new CallingToken());
    this.runs =
        database.store(
            UserRunStore.class,
            flow.clock,
            audit,
            database.store(BridgeUserAdmin.class),
            flow.tenancy);
    this.retention =
        TestBeans.create(
            ConnectionRetention.class, flow.queue, TestBeans.create(ConnectionKeep.class), runs);
  }

  @BeforeEach
  void forgetWhatWasBefore() {
    webhooksAreForgotten();
    flow.expire();
    webhooksAreForgotten();
    flow.clock.pass(KEPT.plusMillis(1));
    purge();
  }

  @Test
  void whatWasDecidedIsForgottenAfterTwoYearsAndWhatIsOpenNever() {
    UUID open = flow.open(flow.user(), null);
    List<UUID> decided = List.of(succeeded(), failed(), expired());
    webhooksAreForgotten();
    UUID openToo = flow.open(flow.user(), TestFlow.newItem());
    flow.clock.pass(KEPT.minusSeconds(3));
    assertThat(purge()).isZero();
    flow.clock.pass(Duration.ofSeconds(3));
    assertThat(purge()).isEqualTo(3);
    assertThat(decided).noneMatch(this::isKept);
    assertThat(List.of(open, openToo)).allMatch(this::isKept);
  }

  @Test
  void whatWasDoneWithAllUsersOfASiteIsForgottenAsLate() {
    UUID site = flow.user().siteId();
    flow.database.doInTransaction(em -> em.find(Site.class, site).suspend());
    UUID run = runs.open(site, "operator olivia", null, "olivia").id();
    runs.finish(runs.claim(run).orElseThrow());
    flow.clock.pass(KEPT);
    purge();
    assertThat(runs.find(run)).isNotNull();
    flow.clock.pass(Duration.ofMillis(1));
    purge();
    Failures.fails(Code.NOT_FOUND, () -> runs.find(run));
  }

  @Test
  void theTimeCountsFromTheMomentOfTheDecision() {
    UUID request = flow.open(flow.user(), null);
    flow.clock.pass(KEPT);
    flow.connections.returned(request, STOPPED, null, false);
    webhooksAreForgotten();
    flow.clock.pass(Duration.ofDays(1));
    flow.connections.returned(request, GOOD, flow.item(TestFlow.newItem(), 0), false);
    webhooksAreForgotten();
    flow.clock.pass(KEPT);
    assertThat(purge()).isZero();
    flow.clock.pass(Duration.ofMillis(1));
    assertThat(purge()).isEqualTo(1);
    assertThat(isKept(request)).isFalse();
  }

  @Test
  void whatAKeptWebhookTellsOfStaysAsLong() {
    List<UUID> told = List.of(succeeded(), failed(), expired());
    flow.clock.pass(KEPT.plusDays(1));
    assertThat(purge()).isZero();
    assertThat(told).allMatch(this::isKept);
    webhooksAreForgotten();
    assertThat(purge()).isEqualTo(3);
  }

  @Test
  void manyAreForgottenInBatchesTheOldestFirst() {
    List<UUID> oldest = List.of(failed(), failed());
    List<UUID> rest = List.of(failed(), failed(), failed());
    webhooksAreForgotten();
    flow.clock.pass(KEPT);
    Instant before = flow.clock.instant();
    assertThat(flow.queue.purge(before, 2)).isEqualTo(2);
    assertThat(oldest).noneMatch(this::isKept);
    assertThat(rest).allMatch(this::isKept);
    assertThat(flow.queue.purge(before, 5)).isEqualTo(3);
  }

  @Test
  void whatSomebodyIsAtWorkWithIsLeftAndNotWaitedFor() throws Exception {
    UUID busy = failed();
    UUID free = failed();
    webhooksAreForgotten();
    flow.clock.pass(KEPT.plusDays(1));
    int purged =
        flow.database.inTransaction(
            em -> {
              em.find(ConnectionRequest.class, busy, LockModeType.PESSIMISTIC_WRITE);
              return CompletableFuture.supplyAsync(this::purge)
                  .orTimeout(10, TimeUnit.SECONDS)
                  .join();
            });
    assertThat(purged).isEqualTo(1);
    assertThat(isKept(busy)).isTrue();
    assertThat(isKept(free)).isFalse();
    assertThat(purge()).isEqualTo(1);
  }

  private int purge() {
    return retention.purge(flow.clock.instant());
  }

  private UUID succeeded() {
    UUID request = flow.open(flow.user(), null);
    flow.connections.returned(request, GOOD, flow.item(TestFlow.newItem(), 0), false);
    return request;
  }

  private UUID failed() {
    UUID request = flow.open(flow.user(), null);
    flow.connections.returned(request, STOPPED, null, false);
    return request;
  }

  private UUID expired() {
    UUID request = flow.open(flow.user(), null);
    flow.connections.expire(request);
    return request;
  }

  private boolean isKept(UUID request) {
    return flow.database.inTransaction(em -> em.find(ConnectionRequest.class, request) != null);
  }

  /** As the retention of deliveries does, once they have arrived and are old. */
  private void webhooksAreForgotten() {
    flow.database.doInTransaction(
        em -> em.createNativeQuery("delete from delivery").executeUpdate());
  }
}

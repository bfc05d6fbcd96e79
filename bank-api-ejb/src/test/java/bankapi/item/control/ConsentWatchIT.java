package bankapi.item.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.control.TestFlow;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ConsentWatchIT {

  private static final String EVENT = "item.consent_expiring";

  private final TestFlow flow;
  private final ConsentStore store;
  private final ConsentWatch watch;

  ConsentWatchIT(TestDatabase database) {
    flow = new TestFlow(database);
    ConsentSteps steps = new ConsentSteps("30,14,7,1");
    store =
        database.store(
            ConsentStore.class, flow.clock, flow.tenancy, flow.items, flow.itemEvents, steps);
    watch = TestBeans.create(ConsentWatch.class, store, steps, flow.clock);
  }

  private long item(BridgeUserView user, Duration left) {
    long id = TestFlow.newItem();
    says(user, id, 0, flow.clock.instant().plus(left));
    return id;
  }

  /** Bridge says this of the item now. */
  private void says(BridgeUserView user, long id, int status, Instant consentEnd) {
    ItemFacts facts = flow.item(id, status);
    flow.items.store(
        user,
        new ItemFacts(
            id,
            status,
            null,
            574L,
            "payment",
            facts.lastSuccessfulRefresh(),
            facts.lastTryRefresh(),
            facts.createdAt(),
            consentEnd,
            null,
            null));
  }

  private List<String> days(BridgeUserView user) {
    return flow.bodies(user, EVENT).stream()
        .map(body -> body.replaceAll(".*\"days\":(\\d+).*", "$1"))
        .toList();
  }

  @Test
  void eachStepIsToldOnce() {
    BridgeUserView user = flow.user();
    item(user, Duration.ofDays(30).plusSeconds(1));
    watch.tick();
    assertThat(days(user)).isEmpty();
    flow.clock.pass(Duration.ofSeconds(1));
    for (int day = 0; day < 32; day++) {
      watch.tick();
      watch.tick();
      flow.clock.pass(Duration.ofDays(1));
    }
    assertThat(days(user)).containsExactly("30", "14", "7", "1");
    assertThat(flow.told(user)).as("nothing else").containsOnly(EVENT);
  }

  @Test
  void itSaysWhenAndWhatToDo() {
    BridgeUserView user = flow.user();
    long item = item(user, Duration.ofDays(7));
    watch.tick();
    assertThat(flow.bodies(user, EVENT).get(0))
        .contains(
            "\"item_id\":" + item,
            "\"consent_expires_at\":\"" + flow.clock.instant().plus(Duration.ofDays(7)) + "\"",
            "\"days\":7",
            "\"way_out\":\"bank_api.bridge.get_sca_authentication_link\"");
  }

  @Test
  void whatIsSeenLateIsToldTheNearestStepOnly() {
    BridgeUserView user = flow.user();
    item(user, Duration.ofDays(5));
    watch.tick();
    watch.tick();
    assertThat(days(user)).containsExactly("7");
  }

  @Test
  void aRenewalStopsItAndStartsOver() {
    BridgeUserView user = flow.user();
    long item = item(user, Duration.ofDays(14));
    watch.tick();
    says(user, item, 0, flow.clock.instant().plus(Duration.ofDays(180)));
    for (int day = 0; day < 180; day++) {
      watch.tick();
      flow.clock.pass(Duration.ofDays(1));
    }
    assertThat(days(user)).containsExactly("14", "30", "14", "7", "1");
  }

  @Test
  void anEndThatBridgeRoundsOtherwiseIsTheSame() {
    BridgeUserView user = flow.user();
    long item = item(user, Duration.ofDays(14));
    Instant end = flow.clock.instant().plus(Duration.ofDays(14));
    watch.tick();
    says(user, item, 1010, end.minusSeconds(1));
    watch.tick();
    says(user, item, 0, end.plusSeconds(59));
    flow.clock.pass(Duration.ofMinutes(1));
    watch.tick();
    assertThat(days(user)).containsExactly("14");
  }

  @Test
  void whatIsGoneOrOverOrWithoutAnEndIsNotTold() {
    BridgeUserView user = flow.user();
    flow.items.deleted(item(user, Duration.ofDays(5)));
    item(user, Duration.ZERO);
    item(user, Duration.ofDays(-5));
    says(user, TestFlow.newItem(), 0, null);
    watch.tick();
    assertThat(flow.told(user)).containsExactly("item.deleted");
  }

  @Test
  void whatHappensWhileTheRoundGoesOnIsHeeded() {
    BridgeUserView user = flow.user();
    long item = item(user, Duration.ofDays(5));
    UUID found = flow.items.byBridgeId(item).orElseThrow().id();
    says(user, item, 0, flow.clock.instant().plus(Duration.ofDays(180)));
    assertThat(store.tell(found)).isFalse();
    assertThat(flow.told(user)).isEmpty();
    long gone = item(user, Duration.ofDays(5));
    UUID deleted = flow.items.byBridgeId(gone).orElseThrow().id();
    flow.items.deleted(gone);
    assertThat(store.tell(deleted)).as("deleted meanwhile").isFalse();
  }

  @Test
  void severalNodesAtOnceTellItOnce() throws Exception {
    BridgeUserView user = flow.user();
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    CyclicBarrier start = new CyclicBarrier(4);
    for (int i = 0; i < 10; i++) {
      UUID item = flow.items.byBridgeId(item(user, Duration.ofDays(5))).orElseThrow().id();
      Callable<Boolean> node =
          () -> {
            start.await();
            return store.tell(item);
          };
      int told = 0;
      for (Future<Boolean> one : nodes.invokeAll(Collections.nCopies(4, node))) {
        told += one.get() ? 1 : 0;
      }
      assertThat(told).isEqualTo(1);
    }
    nodes.shutdown();
    assertThat(days(user)).hasSize(10).containsOnly("7");
  }
}

package bankapi.item.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.control.TestFlow;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class BankOutagesIT {

  private static final AtomicLong PROVIDERS = new AtomicLong(9000);

  private static final String DOWN = "bank.outage";
  private static final String UP = "bank.recovered";
  private static final String ACT = "item.action_required";

  private final TestFlow flow;
  private final OutageStore store;
  private final BankOutages outages;
  private final ItemQueue queue;
  private long provider;

  BankOutagesIT(TestDatabase database) {
    flow = new TestFlow(database);
    OutagePolicy policy = TestBeans.create(OutagePolicy.class);
    OutageEvents events = database.store(OutageEvents.class, flow.deliveries, flow.tenancy);
    store =
        database.store(
            OutageStore.class,
            flow.clock,
            policy,
            flow.outages,
            events,
            flow.itemEvents,
            flow.items,
            flow.tenancy);
    outages = TestBeans.create(BankOutages.class, store);
    queue = database.store(ItemQueue.class, flow.clock, flow.items, policy);
  }

  /** A bank of its own for each test, and nothing silent from others. */
  @BeforeEach
  void start() {
    provider = PROVIDERS.incrementAndGet();
    flow.clock.pass(Duration.ofDays(3));
    flow.database.doInTransaction(
        em ->
            em.createQuery("update Item i set i.deletedAt = :now where i.deletedAt is null")
                .setParameter("now", flow.clock.instant())
                .executeUpdate());
    outages.tick();
  }

  /** What is told later is told later by the clock too. */
  private void round() {
    flow.clock.pass(Duration.ofSeconds(1));
    outages.tick();
  }

  /** An item with its owner, whose site is its own. */
  private record Owned(BridgeUserView user, long item) {}

  private Owned owned() {
    Owned owned = new Owned(flow.user(), TestFlow.newItem());
    hears(owned, 0);
    return owned;
  }

  private List<Owned> owned(int many) {
    return IntStream.range(0, many).mapToObj(i -> owned()).toList();
  }

  /** Bridge has tried the item now, and tells this. */
  private void hears(Owned owned, int status) {
    flow.clock.pass(Duration.ofSeconds(1));
    Instant now = flow.clock.instant();
    Instant refreshed =
        status == 0
            ? now
            : flow.items.byBridgeId(owned.item()).map(ItemView::lastSuccessfulRefresh).orElse(null);
    flow.connections.heard(
        owned.user().id(),
        new ItemFacts(
            owned.item(),
            status,
            null,
            provider,
            "payment",
            refreshed,
            now,
            now,
            null,
            "BNP",
            null),
        "event:" + now);
  }

  private void fail(List<Owned> all) {
    all.forEach(owned -> hears(owned, 1003));
  }

  private List<String> told(Owned owned) {
    return flow.told(owned.user()).stream().filter(e -> e.startsWith("bank.")).toList();
  }

  private List<Owned> down() {
    List<Owned> all = owned(3);
    fail(all);
    round();
    assertThat(all).allSatisfy(one -> assertThat(told(one)).containsExactly(DOWN));
    return all;
  }

  @Test
  void everySiteOfTheBankIsToldOnceAndNoOther() {
    Owned well = owned();
    Owned elsewhere = new Owned(flow.user(), TestFlow.newItem());
    long mine = provider;
    provider = PROVIDERS.incrementAndGet();
    hears(elsewhere, 0);
    provider = mine;
    List<Owned> all = new ArrayList<>(owned(3));
    Owned second = new Owned(all.get(0).user(), TestFlow.newItem());
    hears(second, 0);
    fail(all);
    round();
    round();
    all.add(well);
    assertThat(all).allSatisfy(one -> assertThat(told(one)).containsExactly(DOWN));
    assertThat(told(elsewhere)).isEmpty();
    assertThat(flow.bodies(well.user(), DOWN).get(0))
        .contains(
            "\"provider_id\":" + provider, "\"bank\":\"BNP\"", "\"site\":\"erp\"", "\"since\":\"")
        .doesNotContain("until");
    Owned late = owned();
    round();
    assertThat(told(late)).as("connected while it is down").containsExactly(DOWN);
  }

  @Test
  void oneSitesTroubleIsNoOutage() {
    BridgeUserView user = flow.user();
    List<Owned> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(new Owned(user, TestFlow.newItem()));
      hears(all.get(i), 0);
    }
    fail(all);
    round();
    assertThat(told(all.get(0))).isEmpty();
  }

  @Test
  void whoComesThroughShowsThatTheBankIsUp() {
    List<Owned> all = owned(4);
    fail(all.subList(0, 3));
    hears(all.get(3), 0);
    round();
    assertThat(told(all.get(0))).isEmpty();
  }

  @Test
  void theUsersOwnTroubleIsNoOutage() {
    List<Owned> all = owned(3);
    all.forEach(one -> hears(one, 1010));
    round();
    assertThat(told(all.get(0))).isEmpty();
    assertThat(flow.told(all.get(0).user())).contains(ACT);
  }

  @Test
  void whatFailedLongAgoSaysNothing() {
    List<Owned> all = owned(3);
    fail(all);
    flow.clock.pass(Duration.ofHours(6));
    round();
    assertThat(told(all.get(0))).isEmpty();
  }

  @Test
  void fewOfManyAreNoOutage() {
    List<Owned> all = owned(20);
    fail(all.subList(0, 3));
    round();
    assertThat(told(all.get(0))).as("3 of 20").isEmpty();
    hears(all.get(3), 1003);
    round();
    assertThat(told(all.get(0))).as("4 of 20").containsExactly(DOWN);
  }

  @Test
  void itIsOverWhenTwoComeThroughAndTheSameSitesHearIt() {
    List<Owned> all = down();
    hears(all.get(0), 0);
    round();
    assertThat(told(all.get(1))).as("one is no proof").containsExactly(DOWN);
    Owned late = new Owned(flow.user(), TestFlow.newItem());
    hears(late, 0);
    round();
    round();
    assertThat(all).allSatisfy(one -> assertThat(told(one)).containsExactly(DOWN, UP));
    assertThat(told(late)).as("never heard that it was down").isEmpty();
    assertThat(flow.bodies(all.get(1).user(), UP).get(0)).contains("\"until\":\"");
    hears(all.get(0), 1003);
    round();
    assertThat(told(all.get(1))).as("one failure begins nothing").hasSize(2);
    hears(all.get(2), 1003);
    hears(all.get(1), 1007);
    round();
    assertThat(told(all.get(1))).as("the next one").containsExactly(DOWN, UP, DOWN);
  }

  @Test
  void whoMovedMeanwhileHearsTheEndAtTheNewHost() {
    List<Owned> all = down();
    BridgeUserView moved = all.get(0).user();
    flow.moveTo(moved, "new.fr");
    hears(all.get(1), 0);
    hears(all.get(2), 0);
    round();
    assertThat(flow.addresses(moved, DOWN)).containsExactly("https://erp.fr/hook");
    assertThat(flow.addresses(moved, UP)).containsExactly("https://new.fr/hook");
  }

  @Test
  void itIsOverWhenNobodyFailsAnyMore() {
    long others = flow.outages.count();
    List<Owned> all = down();
    assertThat(flow.outages.count()).isEqualTo(others + 1);
    all.forEach(one -> flow.items.deleted(one.item()));
    round();
    assertThat(all).allSatisfy(one -> assertThat(told(one)).containsExactly(DOWN, UP));
    assertThat(flow.outages.count()).isEqualTo(others);
  }

  @Test
  void theUserIsToldToActOnlyWhenTheBankIsUpAgain() {
    List<Owned> all = owned(5);
    fail(all.subList(0, 3));
    round();
    hears(all.get(0), 1010);
    hears(all.get(1), 402);
    round();
    assertThat(flow.bodies(all.get(0).user(), ACT)).isEmpty();
    hears(all.get(1), 0);
    hears(all.get(2), 0);
    hears(all.get(3), 0);
    round();
    round();
    assertThat(told(all.get(0))).containsExactly(DOWN, UP);
    assertThat(flow.bodies(all.get(0).user(), ACT)).as("it is still so").hasSize(1);
    assertThat(flow.bodies(all.get(1).user(), ACT)).as("it was the bank's doing").isEmpty();
    round();
    assertThat(flow.bodies(all.get(0).user(), ACT)).hasSize(1);
  }

  @Test
  void silentItemsOfABankThatIsDownAreAskedAboutOnceInAWhile() {
    List<Owned> all = owned(12);
    flow.clock.pass(Duration.ofHours(30));
    fail(all.subList(0, 3));
    round();
    assertThat(claim()).isEmpty();
    flow.clock.pass(Duration.ofMinutes(15));
    assertThat(claim()).as("a few").hasSize(4);
    assertThat(claim()).as("and no more for a while").isEmpty();
    hears(all.get(0), 0);
    hears(all.get(1), 0);
    round();
    assertThat(claim()).as("it goes on by itself").hasSize(4);
  }

  private List<ItemView> claim() {
    return queue.claimSilent(flow.clock.instant().minus(Duration.ofHours(29)), 4).items().stream()
        .filter(item -> item.providerId() != null && item.providerId() == provider)
        .toList();
  }

  @Test
  void severalNodesAtOnceTellEachSiteOnce() throws Exception {
    List<Owned> all = owned(60);
    fail(all);
    onFourNodes();
    assertThat(all).allSatisfy(one -> assertThat(told(one)).containsExactly(DOWN));
    hears(all.get(0), 0);
    hears(all.get(1), 0);
    onFourNodes();
    assertThat(all).allSatisfy(one -> assertThat(told(one)).containsExactly(DOWN, UP));
  }

  private void onFourNodes() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    CyclicBarrier start = new CyclicBarrier(4);
    Callable<Boolean> node =
        () -> {
          start.await();
          outages.tick();
          return true;
        };
    for (Future<Boolean> one : nodes.invokeAll(Collections.nCopies(4, node))) {
      one.get();
    }
    nodes.shutdown();
    round(); // of two that begin it at the same moment one fails, and comes back
  }

  @Test
  void whatEndedLongAgoIsForgotten() {
    List<Owned> all = down();
    flow.clock.pass(Duration.ofDays(91));
    store.purge();
    hears(all.get(0), 0);
    hears(all.get(1), 0);
    round();
    assertThat(told(all.get(2))).as("what is not over is kept").containsExactly(DOWN, UP);
    assertThat(store.purge()).as("it ended just now").isZero();
    flow.clock.pass(Duration.ofDays(91));
    assertThat(store.purge()).isEqualTo(1);
  }
}

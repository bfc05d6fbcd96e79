package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bankapi.connection.control.TestFlow;
import bankapi.event.control.EventInbox.Claimed;
import bankapi.event.entity.ReceivedEvent;
import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EventInboxIT {

  private final TestDatabase database;
  private final TestFlow flow;
  private final HandClock clock;
  private final EventInbox inbox;

  EventInboxIT(TestDatabase database) {
    this.database = database;
    this.flow = new TestFlow(database);
    this.clock = flow.clock;
    this.inbox = database.store(EventInbox.class, clock, flow.items, flow.tenancy);
  }

  /** Each test has the inbox to itself. */
  @BeforeEach
  void workOffWhatOthersLeft() {
    clock.pass(Duration.ofHours(1));
    inbox.dueLanes(1000).forEach(lane -> inbox.done(inbox.claim(lane)));
  }

  private List<Claimed> claimAll() {
    List<Claimed> all = new ArrayList<>();
    inbox.dueLanes(1000).forEach(lane -> all.addAll(inbox.claim(lane)));
    return all;
  }

  static byte[] event(String type) {
    return event(type, null, 7);
  }

  static byte[] event(String type, UUID user, long item) {
    return ("{\"content\":{\"item_id\":"
            + item
            + (user == null ? "" : ",\"user_uuid\":\"" + user + "\"")
            + ",\"balance\":12.5,\"status\":\""
            + UUID.randomUUID()
            + "\"},\"timestamp\":1,\"type\":\""
            + type
            + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theSameBytesAreStoredOnce() {
    byte[] raw = event("item.refreshed");
    assertThat(inbox.store(raw)).isTrue();
    assertThat(inbox.store(raw)).isFalse();
    List<Claimed> claimed = claimAll();
    assertThat(claimed).hasSize(1);
    assertThat(claimed.get(0).event().type()).isEqualTo("item.refreshed");
    assertThat(claimed.get(0).event().body()).doesNotContain("balance");
    inbox.done(claimed);
    assertThat(inbox.store(raw)).isFalse();
    assertThat(claimAll()).isEmpty();
  }

  /** As when Bridge repeats itself to several nodes. */
  @Test
  void theSameBytesAtTheSameTimeAreStoredOnceAndNobodyFails() throws Exception {
    EventIntake intake = TestBeans.create(EventIntake.class, inbox);
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        byte[] raw = event("item.refreshed");
        CyclicBarrier together = new CyclicBarrier(4);
        Callable<Boolean> take =
            () -> {
              together.await();
              return intake.take(raw);
            };
        List<Boolean> fresh = new ArrayList<>();
        for (Future<Boolean> answer : nodes.invokeAll(Collections.nCopies(4, take))) {
          fresh.add(answer.get());
        }
        assertThat(fresh).containsOnlyOnce(true);
      }
    } finally {
      nodes.shutdownNow();
    }
  }

  @Test
  void aClaimIsExclusiveUntilItsLeaseEnds() {
    inbox.store(event("item.refreshed"));
    List<Claimed> first = claimAll();
    assertThat(claimAll()).isEmpty();
    clock.pass(Duration.ofMinutes(2));
    List<Claimed> second = claimAll();
    assertThat(second).extracting(Claimed::id).containsExactly(first.get(0).id());
    inbox.done(first);
    boolean settled = database.inTransaction(em -> inbox.settle(first));
    assertThat(settled).isFalse();
    clock.pass(Duration.ofMinutes(2));
    assertThat(claimAll()).as("a stale claim settles nothing").hasSize(1);
  }

  @Test
  void aLaneIsHandedToOneOfManyClaimers() throws Exception {
    UUID user = UUID.randomUUID();
    for (int i = 0; i < 20; i++) {
      inbox.store(event("item.refreshed", user, i));
    }
    ExecutorService nodes = Executors.newFixedThreadPool(8);
    int busy = 0;
    Callable<List<Claimed>> claimer = () -> inbox.claim(user);
    for (Future<List<Claimed>> claim : nodes.invokeAll(Collections.nCopies(8, claimer))) {
      assertThat(claim.get().size()).isIn(0, 20);
      busy += claim.get().isEmpty() ? 0 : 1;
    }
    nodes.shutdown();
    assertThat(busy).isEqualTo(1);
  }

  /** As when two nodes store at the same time, and the earlier takes longer. */
  @Test
  void anOlderEventThatIsStoredMeanwhileHandsTheLaneToNobodyElse() {
    UUID user = UUID.randomUUID();
    inbox.store(event("item.refreshed", user, 1));
    CompletableFuture<List<Claimed>> other =
        database.inTransaction(
            em -> {
              assertThat(inbox.claim(user)).hasSize(1);
              em.flush();
              clock.pass(Duration.ofSeconds(-1));
              CompletableFuture.runAsync(() -> inbox.store(event("item.refreshed", user, 2)))
                  .join();
              clock.pass(Duration.ofSeconds(1));
              CompletableFuture<List<Claimed>> second =
                  CompletableFuture.supplyAsync(() -> inbox.claim(user));
              await().until(() -> second.isDone() || database.somebodyWaits());
              return second;
            });
    assertThat(other.join()).isEmpty();
  }

  @Test
  void whatComesWhileALaneIsWorkedOffWaitsForItsEnd() {
    UUID user = UUID.randomUUID();
    inbox.store(event("item.refreshed", user, 1));
    List<Claimed> first = claimAll();
    inbox.store(event("item.refreshed", user, 2));
    assertThat(inbox.dueLanes(10)).isEmpty();
    assertThat(inbox.claim(user)).isEmpty();
    inbox.done(first);
    assertThat(claimAll()).extracting(c -> c.event().itemId()).containsExactly(2L);
  }

  @Test
  void whatWaitsForAnotherTryComesWithWhatIsNew() {
    UUID user = UUID.randomUUID();
    inbox.store(event("item.refreshed", user, 1));
    inbox.retry(claimAll(), "BRIDGE_UNAVAILABLE");
    clock.pass(Duration.ofMillis(1));
    inbox.store(event("item.refreshed", user, 2));
    assertThat(claimAll()).extracting(c -> c.event().itemId()).containsExactly(1L, 2L);
  }

  /** Those that failed wait for their time, and are the oldest. */
  @Test
  void theOldestOfALongLaneDoNotHoldUpWhatIsDue() {
    UUID user = UUID.randomUUID();
    for (int i = 0; i < 500; i++) {
      inbox.store(event("item.refreshed", user, i));
    }
    clock.pass(Duration.ofMillis(1));
    inbox.store(event("item.refreshed", user, 500));
    inbox.store(event("item.refreshed", user, 501));
    List<Claimed> oldest = inbox.claim(user);
    assertThat(oldest).hasSize(500);
    assertThat(inbox.claim(user)).as("somebody is at work in the lane").isEmpty();
    inbox.retry(oldest, "BRIDGE_UNAVAILABLE");
    List<Claimed> due = inbox.claim(user);
    assertThat(due).extracting(c -> c.event().itemId()).hasSize(500).contains(500L, 501L);
    inbox.done(due);
  }

  @Test
  void newsOfItemsComeBeforeNewsOfAccounts() {
    UUID accounts = UUID.randomUUID();
    UUID item = UUID.randomUUID();
    inbox.store(event("item.account.updated", accounts, 1));
    clock.pass(Duration.ofSeconds(5));
    inbox.store(event("item.refreshed", item, 2));
    assertThat(inbox.dueLanes(10)).containsExactly(item, accounts);
    assertThat(inbox.dueLanes(1)).containsExactly(item);
  }

  @Test
  void whatBridgeHasJustSentComesBeforeWhatAnOperatorWantsAgain() {
    UUID old = UUID.randomUUID();
    UUID live = UUID.randomUUID();
    inbox.store(event("item.refreshed", old, 1));
    List<Claimed> once = claimAll();
    inbox.done(once);
    database.doInTransaction(
        em -> em.find(ReceivedEvent.class, once.get(0).id()).again(clock.instant()));
    clock.pass(Duration.ofSeconds(5));
    inbox.store(event("item.refreshed", live, 2));
    assertThat(inbox.dueLanes(10)).containsExactly(live, old);
    assertThat(inbox.dueLanes(1)).containsExactly(live);
  }

  @Test
  void newsOfAccountsWaitForEachOther() {
    UUID user = UUID.randomUUID();
    inbox.store(event("item.account.updated", user, 1));
    clock.pass(Duration.ofSeconds(2));
    inbox.store(event("item.account.updated", user, 1));
    inbox.store(event("item.refreshed", user, 1));
    List<Claimed> item = claimAll();
    assertThat(item).extracting(c -> c.event().type()).containsExactly("item.refreshed");
    inbox.done(item);
    assertThat(claimAll()).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    assertThat(claimAll()).as("the first is due, the second comes with it").hasSize(2);
  }

  @Test
  void aClaimOfWhichAPartIsLostSettlesNothing() {
    UUID user = UUID.randomUUID();
    inbox.store(event("item.account.updated", user, 1));
    clock.pass(Duration.ofSeconds(3));
    inbox.store(event("item.refreshed", user, 1));
    List<Claimed> slow = claimAll();
    assertThat(slow).hasSize(2);
    inbox.done(slow.subList(1, 2));
    boolean settled = database.inTransaction(em -> inbox.settle(slow));
    assertThat(settled).isFalse();
    clock.pass(Duration.ofMinutes(2));
    assertThat(claimAll()).as("nobody was told of it").hasSize(1);
  }

  @Test
  void whatFailsIsTriedAgainEverMoreRarely() {
    inbox.store(event("item.refreshed"));
    for (long pause : new long[] {2, 4, 8, 16}) {
      inbox.retry(claimAll(), "BRIDGE_UNAVAILABLE");
      clock.pass(Duration.ofSeconds(pause).minusMillis(1));
      assertThat(claimAll()).isEmpty();
      clock.pass(Duration.ofMillis(1));
    }
    assertThat(claimAll()).hasSize(1);
  }

  @Test
  void toWaitForTheBudgetIsNoAttempt() {
    inbox.store(event("item.refreshed"));
    for (int i = 0; i < 50; i++) {
      inbox.postpone(claimAll(), Duration.ofSeconds(3));
      assertThat(claimAll()).isEmpty();
      clock.pass(Duration.ofSeconds(3));
    }
    inbox.retry(claimAll(), "BRIDGE_UNAVAILABLE");
    clock.pass(Duration.ofSeconds(2));
    assertThat(claimAll()).hasSize(1);
  }

  @Test
  void afterTwoDaysItIsLeftForAnOperator() {
    inbox.store(event("item.refreshed"));
    int attempts = 0;
    Duration waited = Duration.ZERO;
    for (List<Claimed> due = claimAll(); !due.isEmpty(); due = claimAll()) {
      attempts++;
      inbox.retry(due, "BRIDGE_UNAVAILABLE");
      clock.pass(Duration.ofMinutes(10));
      waited = waited.plusMinutes(10);
    }
    assertThat(attempts).isEqualTo(290);
    assertThat(waited).isGreaterThan(Duration.ofHours(48));
  }

  @Test
  void whatAnOperatorWantsAgainIsTriedForTwoDaysMore() {
    inbox.store(event("item.refreshed"));
    List<Claimed> once = claimAll();
    inbox.done(once);
    clock.pass(Duration.ofDays(9));
    database.doInTransaction(
        em -> em.find(ReceivedEvent.class, once.get(0).id()).again(clock.instant()));
    int attempts = 0;
    for (List<Claimed> due = claimAll(); !due.isEmpty(); due = claimAll()) {
      attempts++;
      inbox.retry(due, "BRIDGE_UNAVAILABLE");
      clock.pass(Duration.ofMinutes(10));
    }
    assertThat(attempts).isEqualTo(290);
  }

  @Test
  void malformedAndHugeOnesAreKeptToo() {
    assertThat(inbox.store("no json".getBytes(StandardCharsets.UTF_8))).isTrue();
    String padding = "\u00e9".repeat(32_000);
    byte[] huge =
        ("{\"content\":{\"p\":\"" + padding + "\"},\"type\":\"item.new_kind\"}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(inbox.store(huge)).isTrue();
    assertThat(claimAll())
        .extracting(c -> c.event().type())
        .containsExactlyInAnyOrder("malformed", "item.new_kind");
  }

  @Test
  void bridgeIsSilentOnlyWhereThereIsSomethingToHearOf() {
    inbox.store(event("item.refreshed"));
    Instant heard = clock.instant();
    clock.pass(Duration.ofHours(5));
    assertThat(inbox.silence()).isEqualTo(new BridgeSilence(heard, Duration.ZERO));
    BridgeUserView user = flow.user();
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:x");
    assertThat(inbox.silence().silentFor()).as("it was just made").isZero();
    clock.pass(Duration.ofHours(2));
    assertThat(inbox.silence()).isEqualTo(new BridgeSilence(heard, Duration.ofHours(2)));
    inbox.store(event("item.refreshed"));
    assertThat(inbox.silence().silentFor()).isZero();
    flow.items.deleted(item);
    clock.pass(Duration.ofHours(2));
    assertThat(inbox.silence().silentFor()).isZero();
  }

  @Test
  void itemsHeardOfAreKnownToEveryNode() {
    Instant before = clock.instant();
    inbox.store(event("item.account.updated", UUID.randomUUID(), 4711));
    assertThat(inbox.itemsHeardOfSince(before.minusMillis(1))).contains(4711L);
    clock.pass(Duration.ofSeconds(1));
    assertThat(inbox.itemsHeardOfSince(clock.instant())).isEmpty();
  }
}

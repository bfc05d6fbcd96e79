package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.StubBridge;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemQueue;
import bankapi.item.control.ItemView;
import bankapi.item.entity.BankOutage;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which silent items a node takes, and in which order. */
@OnEachDatabase
class SilentItemsQueueIT extends AtSilentItems {

  SilentItemsQueueIT(TestDatabase database) {
    super(database);
  }

  @Test
  void whatIsGivenBackComesNoSoonerThanBefore() {
    long vain = known().itemId();
    flow.clock.pass(PERIOD.plusSeconds(1));
    claim(10);
    flow.clock.pass(Duration.ofMinutes(10));
    ItemQueue.Silent again = queue.claimSilent(flow.clock.instant().minus(PERIOD), 10);
    assertThat(again.items()).extracting(ItemView::itemId).containsExactly(vain);
    queue.giveBack(again.items(), again.again());
    long fresh = known().itemId();
    flow.clock.pass(PERIOD.plusSeconds(1));
    ItemQueue.Silent first = queue.claimSilent(flow.clock.instant().minus(PERIOD), 10);
    assertThat(first.items()).extracting(ItemView::itemId).containsExactly(fresh);
    queue.giveBack(first.items(), first.again());
    assertThat(claim(10)).extracting(ItemView::itemId).containsExactly(fresh);
    assertThat(claim(10)).extracting(ItemView::itemId).containsExactly(vain);
  }

  @Test
  void onceHeardOfItIsAsNewAsTheOthers() {
    ItemFacts failed = known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    bridge.on(ITEMS, StubBridge.error(500, "x", "broken"));
    silence.tick();
    flow.clock.pass(Duration.ofMinutes(10));
    flow.connections.heard(user.id(), failed, "event:again");
    flow.clock.pass(Duration.ofSeconds(1));
    known();
    flow.clock.pass(PERIOD.plusSeconds(1));
    assertThat(claim(1)).extracting(ItemView::itemId).containsExactly(failed.itemId());
  }

  /** Two that wait for each other's banks would both fail. */
  @Test
  void anOutageThatAnotherNodeHoldsIsNotWaitedFor() {
    UUID outage =
        flow.database.inTransaction(
            em -> {
              BankOutage down = new BankOutage(574, flow.clock.instant(), flow.clock.instant());
              em.persist(down);
              return down.id();
            });
    long item = known().itemId();
    flow.clock.pass(PERIOD.plusSeconds(1));
    flow.database.doInTransaction(
        em -> {
          BankOutage held = em.find(BankOutage.class, outage, LockModeType.PESSIMISTIC_WRITE);
          assertThat(
                  CompletableFuture.supplyAsync(() -> claim(10))
                      .orTimeout(20, TimeUnit.SECONDS)
                      .join())
              .extracting(ItemView::itemId)
              .containsExactly(item);
          held.end(flow.clock.instant());
        });
  }

  @Test
  void severalNodesShareTheSilentItemsOldestFirst() throws Exception {
    List<Long> items =
        IntStream.range(0, 20)
            .mapToObj(
                i -> {
                  flow.clock.pass(Duration.ofMinutes(1));
                  return known().itemId();
                })
            .toList();
    flow.clock.pass(PERIOD.plusSeconds(1));
    assertThat(claim(2))
        .extracting(ItemView::itemId)
        .containsExactlyElementsOf(items.subList(0, 2));
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    Callable<List<ItemView>> claimer = () -> claim(6);
    List<Long> claimed = new ArrayList<>();
    for (Future<List<ItemView>> claim : nodes.invokeAll(Collections.nCopies(8, claimer))) {
      claim.get().forEach(item -> claimed.add(item.itemId()));
    }
    nodes.shutdown();
    claim(100).forEach(item -> claimed.add(item.itemId()));
    assertThat(claimed).containsExactlyInAnyOrderElementsOf(items.subList(2, 20));
  }
}

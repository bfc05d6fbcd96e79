package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.control.TestFlow;
import bankapi.event.control.EventInbox.Claimed;
import bankapi.event.entity.ReceivedEvent;
import bankapi.platform.HandClock;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EventRetentionIT {

  private final TestDatabase database;
  private final HandClock clock;
  private final EventInbox inbox;
  private final EventRetention retention;

  EventRetentionIT(TestDatabase database) {
    this.database = database;
    TestFlow flow = new TestFlow(database);
    this.clock = flow.clock;
    this.inbox = database.store(EventInbox.class, clock, flow.items, flow.tenancy);
    this.retention =
        TestBeans.create(EventRetention.class, inbox, database.store(EventRunStore.class, clock));
  }

  @BeforeEach
  void forgetWhatOthersLeft() {
    clock.pass(Duration.ofHours(1));
    inbox.dueLanes(1000).forEach(lane -> inbox.done(inbox.claim(lane)));
    clock.pass(Duration.ofDays(31));
    retention.purge(clock.instant());
  }

  private List<Claimed> claimAll() {
    List<Claimed> all = new ArrayList<>();
    inbox.dueLanes(1000).forEach(lane -> all.addAll(inbox.claim(lane)));
    return all;
  }

  @Test
  void whatWasWorkedOffIsForgottenAfterAMonth() {
    inbox.store(EventInboxIT.event("item.refreshed"));
    inbox.done(claimAll());
    inbox.store(EventInboxIT.event("item.refreshed"));
    clock.pass(Duration.ofDays(30));
    assertThat(retention.purge(clock.instant())).isZero();
    clock.pass(Duration.ofMillis(1));
    assertThat(retention.purge(clock.instant())).isEqualTo(1);
    assertThat(claimAll()).as("what waits is never forgotten").hasSize(1);
  }

  @Test
  void manyAreForgottenInBatchesTheOldestFirst() {
    byte[] first = EventInboxIT.event("item.refreshed");
    inbox.store(first);
    inbox.done(claimAll());
    clock.pass(Duration.ofSeconds(1));
    UUID user = UUID.randomUUID();
    for (int i = 0; i < 4; i++) {
      inbox.store(EventInboxIT.event("item.refreshed", user, i));
    }
    inbox.done(claimAll());
    clock.pass(Duration.ofDays(31));
    Instant before = clock.instant();
    assertThat(inbox.purge(before, 1)).isEqualTo(1);
    assertThat(inbox.isStored(first)).isFalse();
    assertThat(inbox.purge(before, 2)).isEqualTo(2);
    assertThat(inbox.purge(before, 10)).isEqualTo(2);
  }

  @Test
  void whatSomebodyIsAtWorkWithIsLeftAndNotWaitedFor() throws Exception {
    inbox.store(EventInboxIT.event("item.refreshed"));
    inbox.store(EventInboxIT.event("item.refreshed"));
    List<Claimed> both = claimAll();
    inbox.done(both);
    clock.pass(Duration.ofDays(31));
    int purged =
        database.inTransaction(
            em -> {
              em.find(ReceivedEvent.class, both.get(0).id(), LockModeType.PESSIMISTIC_WRITE);
              return CompletableFuture.supplyAsync(() -> retention.purge(clock.instant()))
                  .orTimeout(10, TimeUnit.SECONDS)
                  .join();
            });
    assertThat(purged).isEqualTo(1);
    assertThat(retention.purge(clock.instant())).isEqualTo(1);
  }
}

package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.platform.HandClock;
import bankapi.platform.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class EventInboxIT {

  @Nested
  class H2 extends Cases {
    H2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  class Postgres extends Cases {
    Postgres() {
      super(TestDatabase.postgres());
    }
  }

  /** The same on every database. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Cases {

    private final TestDatabase database;
    private final HandClock clock = new HandClock();
    private final EventInbox inbox;

    Cases(TestDatabase database) {
      this.database = database;
      this.inbox = database.store(EventInbox.class, clock);
    }

    @AfterAll
    void close() {
      database.close();
    }

    /** Each test has the inbox to itself. */
    @BeforeEach
    void workOffWhatOthersLeft() {
      clock.pass(Duration.ofHours(1));
      inbox.claim(1000).forEach(inbox::done);
    }

    private static byte[] event(String type) {
      return ("{\"content\":{\"item_id\":7,\"balance\":12.5,\"x\":\""
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
      List<EventInbox.Claimed> claimed = inbox.claim(10);
      assertThat(claimed).hasSize(1);
      assertThat(claimed.get(0).event().type()).isEqualTo("item.refreshed");
      assertThat(claimed.get(0).event().body()).doesNotContain("balance");
      inbox.done(claimed.get(0));
      assertThat(inbox.store(raw)).isFalse();
      assertThat(inbox.claim(10)).isEmpty();
    }

    @Test
    void aClaimIsExclusiveUntilItsLeaseEnds() {
      inbox.store(event("item.refreshed"));
      EventInbox.Claimed first = inbox.claim(10).get(0);
      assertThat(inbox.claim(10)).isEmpty();
      clock.pass(Duration.ofMinutes(2));
      EventInbox.Claimed second = inbox.claim(10).get(0);
      assertThat(second.id()).isEqualTo(first.id());
      inbox.done(first);
      clock.pass(Duration.ofMinutes(2));
      assertThat(inbox.claim(10)).as("a stale claim settles nothing").hasSize(1);
    }

    @Test
    void whatFailsIsTriedAgainEverMoreRarely() {
      inbox.store(event("item.refreshed"));
      for (long pause : new long[] {2, 4, 8, 16}) {
        EventInbox.Claimed claimed = inbox.claim(10).get(0);
        inbox.retry(claimed, "BRIDGE_UNAVAILABLE");
        clock.pass(Duration.ofSeconds(pause).minusMillis(1));
        assertThat(inbox.claim(10)).isEmpty();
        clock.pass(Duration.ofMillis(1));
      }
      assertThat(inbox.claim(10)).hasSize(1);
    }

    @Test
    void afterTwoDaysItIsLeftForAnOperator() {
      inbox.store(event("item.refreshed"));
      int attempts = 0;
      Duration waited = Duration.ZERO;
      for (List<EventInbox.Claimed> due = inbox.claim(10); !due.isEmpty(); due = inbox.claim(10)) {
        attempts++;
        inbox.retry(due.get(0), "BRIDGE_UNAVAILABLE");
        clock.pass(Duration.ofMinutes(10));
        waited = waited.plusMinutes(10);
      }
      assertThat(attempts).isEqualTo(290);
      assertThat(waited).isGreaterThan(Duration.ofHours(46));
    }

    @Test
    void whatWasWorkedOffIsForgottenAfterAMonth() {
      inbox.store(event("item.refreshed"));
      inbox.done(inbox.claim(10).get(0));
      inbox.store(event("item.refreshed"));
      clock.pass(Duration.ofDays(30).minusSeconds(1));
      inbox.purge();
      clock.pass(Duration.ofSeconds(2));
      assertThat(inbox.purge()).isEqualTo(1);
      assertThat(inbox.claim(10)).as("what waits is never forgotten").hasSize(1);
    }

    @Test
    void malformedAndHugeOnesAreKeptToo() {
      assertThat(inbox.store("no json".getBytes(StandardCharsets.UTF_8))).isTrue();
      String padding = "\u00e9".repeat(32_000);
      byte[] huge =
          ("{\"content\":{\"p\":\"" + padding + "\"},\"type\":\"item.new_kind\"}")
              .getBytes(StandardCharsets.UTF_8);
      assertThat(inbox.store(huge)).isTrue();
      assertThat(inbox.claim(10))
          .extracting(c -> c.event().type())
          .containsExactlyInAnyOrder("malformed", "item.new_kind");
    }
  }
}

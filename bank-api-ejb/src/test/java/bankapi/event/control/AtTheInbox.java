package bankapi.event.control;

import bankapi.connection.control.TestFlow;
import bankapi.event.control.EventInbox.Claimed;
import bankapi.platform.HandClock;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.entity.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What Bridge has sent, and what operators do with it. */
abstract class AtTheInbox {

  static final String TYPE = "item.refreshed";

  final TestDatabase database;
  final HandClock clock;
  final TestFlow flow;
  final EventInbox inbox;
  final Audit audit;
  Instant begin;

  AtTheInbox(TestDatabase database) {
    this.database = database;
    this.clock = database.clock;
    this.flow = new TestFlow(database);
    this.inbox = database.store(EventInbox.class, clock, flow.tenancy);
    this.audit = database.store(Audit.class, clock, new CallingToken());
  }

  @BeforeEach
  void start() {
    workOff();
    clock.pass(Duration.ofHours(1));
    begin = clock.instant();
  }

  /** All that is due, as workers would. */
  List<UUID> workOff() {
    List<UUID> ids = new ArrayList<>();
    for (List<UUID> lanes = inbox.dueLanes(10); !lanes.isEmpty(); lanes = inbox.dueLanes(10)) {
      for (UUID lane : lanes) {
        List<Claimed> claimed = inbox.claim(lane);
        claimed.forEach(event -> ids.add(event.id()));
        inbox.done(claimed);
      }
    }
    return ids;
  }

  void hear(int item) {
    store(
        "{\"content\":{\"item_id\":%d,\"at\":\"%s\"},\"type\":\"%s\"}"
            .formatted(item, clock.instant(), TYPE));
  }

  /** A moment later than what was heard before. */
  void hear(int item, UUID user) {
    clock.pass(Duration.ofMillis(1));
    store(
        "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\",\"at\":\"%s\"},\"type\":\"%s\"}"
            .formatted(item, user, clock.instant(), TYPE));
  }

  void store(String body) {
    inbox.store(body.getBytes(StandardCharsets.UTF_8));
  }

  /** What this one did: the site's id, and the detail. */
  List<String> auditOf(String actor) {
    return database.inTransaction(
        em ->
            em.createQuery("select a from AuditEntry a where a.actor = :actor", AuditEntry.class)
                .setParameter("actor", actor)
                .getResultStream()
                .map(entry -> entry.action() + " " + entry.siteId() + " " + entry.detail())
                .toList());
  }
}

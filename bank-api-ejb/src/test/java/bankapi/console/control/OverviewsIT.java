package bankapi.console.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BudgetLeases;
import bankapi.bridge.control.TestGateway;
import bankapi.connection.control.TestFlow;
import bankapi.delivery.control.DeliveryQueue;
import bankapi.delivery.control.SiteEvent;
import bankapi.delivery.control.SiteRotation;
import bankapi.event.control.EventInbox;
import bankapi.item.control.ItemAdmin;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemFilter;
import bankapi.item.control.ItemView;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.CappedCount;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.TestSites;
import bankapi.site.entity.Site;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators look at first is what lies in the database. */
@OnEachDatabase
class OverviewsIT {

  private final TestFlow flow;
  private final EventInbox inbox;
  private final Overviews overviews;

  OverviewsIT(TestDatabase database) {
    flow = new TestFlow(database);
    inbox = database.store(EventInbox.class, flow.clock, flow.items, flow.tenancy);
    overviews =
        database.store(
            Overviews.class,
            flow.clock,
            new TestGateway(URI.create("http://localhost:1"), flow.clock)
                .conditions(database.store(BudgetLeases.class)),
            inbox,
            flow.outages,
            database.store(DeliveryQueue.class, new SiteRotation()));
  }

  @Test
  void theOverviewCountsWhatIsThere() {
    assertThat(overviews.now().bridge().state()).isEqualTo("unknown");
    assertThat(overviews.now().bridge().budget().usedPercent()).isZero();
    Overview before = overviews.now();
    BridgeUserView user = flow.user();
    UUID suspended = TestSites.create(flow.database);
    flow.database.doInTransaction(em -> em.find(Site.class, suspended).suspend());
    flow.connections.heard(user.id(), flow.item(TestFlow.newItem(), 0), "event:1");
    flow.connections.heard(user.id(), flow.item(TestFlow.newItem(), 430), "event:2");
    flow.open(user, null);
    inbox.store("{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    flow.clock.pass(Duration.ofHours(31));
    Overview after = overviews.now();
    assertThat(after.itemsByStatus()).containsEntry(430, 1L);
    assertThat(after.meaningByStatus())
        .containsEntry(430, "act")
        .containsEntry(0, "healthy")
        .containsOnlyKeys(after.itemsByStatus().keySet());
    assertThat(after.itemsByStatus().get(0))
        .isEqualTo(before.itemsByStatus().getOrDefault(0, 0L) + 1);
    assertThat(after.openRequests() - before.openRequests()).isEqualTo(1);
    assertThat(after.sites() - before.sites()).isEqualTo(1);
    assertThat(after.sitesAll() - before.sitesAll()).isEqualTo(2);
    assertThat(after.eventsByState()).containsEntry("waiting", 1L);
    assertThat(after.lastWebhook()).isNotNull();
    assertThat(after.silentSeconds()).isBetween(31 * 3600L - 60, 31 * 3600L);
    assertThat(after.due() + after.held()).isEqualTo(after.deliveriesByState().get("pending"));
    assertThat(after.oldestDue()).isNotNull();
  }

  /** The overview's number leads to the list: a consent that has ended is in neither. */
  @Test
  void theConsentsThatEndSoonAreThoseOfTheListBehindTheNumber() {
    ItemAdmin items = flow.database.store(ItemAdmin.class, flow.clock, flow.tenancy, flow.items);
    long soon = overviews.now().consentsEnding();
    BridgeUserView user = flow.user();
    Instant now = flow.clock.instant();
    long ended = consent(user, now.minus(Duration.ofDays(1)));
    long ending = consent(user, now.plus(Duration.ofDays(29)));
    long later = consent(user, now.plus(Duration.ofDays(31)));
    ItemFilter within =
        new ItemFilter(
            null,
            user.siteId(),
            null,
            null,
            null,
            null,
            null,
            false,
            now,
            now.plus(Duration.ofDays(30)));
    assertThat(overviews.now().consentsEnding()).isEqualTo(soon + 1);
    assertThat(items.list(within, new PageWish(50, null)).data())
        .extracting(ItemView::itemId)
        .containsExactly(ending)
        .doesNotContain(ended, later);
  }

  private long consent(BridgeUserView user, Instant end) {
    long item = TestFlow.newItem();
    ItemFacts facts = flow.item(item, 0);
    flow.connections.heard(
        user.id(),
        new ItemFacts(
            item,
            0,
            null,
            facts.providerId(),
            facts.accountTypes(),
            facts.lastSuccessfulRefresh(),
            facts.lastTryRefresh(),
            facts.createdAt(),
            end,
            null,
            null),
        "event:" + item);
    return item;
  }

  @Test
  void aSiteIsCountedByItself() {
    BridgeUserView user = flow.user();
    BridgeUserView other = flow.user();
    flow.connections.heard(user.id(), flow.item(TestFlow.newItem(), 402), "event:a");
    flow.connections.heard(other.id(), flow.item(TestFlow.newItem(), 0), "event:b");
    UUID held = enqueue(user);
    enqueue(user);
    enqueue(other);
    suspend(held);
    SiteHealth health = overviews.ofSite(user.siteId());
    assertThat(health.itemsByStatus()).isEqualTo(Map.of(402, 1L));
    assertThat(health.meaningByStatus()).isEqualTo(Map.of(402, "act"));
    long pending = health.deliveriesByState().get("pending");
    assertThat(health.deliveriesByState()).containsOnlyKeys("pending");
    assertThat(pending).isEqualTo(flow.told(user).size());
    assertThat(health.held()).isEqualTo(pending);
    assertThat(overviews.ofSite(other.siteId()).held()).isZero();
    fails(Code.NOT_FOUND, () -> overviews.ofSite(UUID.randomUUID()));
  }

  @Test
  void nothingIsCountedBeyondTheCap() {
    String numbers =
        "(select 1 as n from %s) as numbers"
            .formatted(
                this.getClass().getSimpleName().equals("H2")
                    ? "system_range(1, 10001)"
                    : "generate_series(1, 10001)");
    assertThat(flow.database.<Long>inTransaction(em -> CappedCount.of(em, numbers)))
        .isEqualTo(CappedCount.CAP);
    assertThat(
            flow.database.<Long>inTransaction(
                em -> CappedCount.of(em, numbers + " where n > ?1", 1)))
        .isZero();
  }

  private UUID enqueue(BridgeUserView user) {
    return flow.database.inTransaction(
        em ->
            flow.deliveries.enqueue(
                new SiteEvent(
                    user.siteId(),
                    "ping",
                    "https://erp.fr/hook",
                    null,
                    JsonValue.EMPTY_JSON_OBJECT)));
  }

  private void suspend(UUID delivery) {
    flow.database.doInTransaction(
        em ->
            em.createNativeQuery(
                    "update webhook_target set state = 'SUSPENDED' where id ="
                        + " (select target_id from delivery where id = ?1)")
                .setParameter(1, delivery)
                .executeUpdate());
  }
}

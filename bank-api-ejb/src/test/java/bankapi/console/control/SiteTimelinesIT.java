package bankapi.console.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.control.BrowserReturn;
import bankapi.connection.control.ConnectionAdmin;
import bankapi.connection.control.TestFlow;
import bankapi.console.control.Timeline.Step;
import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.DeliveryAttempt;
import bankapi.event.control.EventAdmin;
import bankapi.event.control.EventInbox;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.PageWish.Cursor;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.SiteAdmin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened at a site, in parts of any size. */
@OnEachDatabase
class SiteTimelinesIT {

  private static final PageWish ALL = new PageWish(PageWish.MOST, null);
  private static final int CONNECTIONS = 3;

  private final TestDatabase database;
  private final TestFlow flow;
  private final EventInbox inbox;
  private final SiteTimelines timelines;
  private BridgeUserView mine;
  private BridgeUserView other;

  SiteTimelinesIT(TestDatabase database) {
    this.database = database;
    flow = new TestFlow(database);
    inbox = database.store(EventInbox.class, flow.clock, flow.items, flow.tenancy);
    timelines =
        database.store(
            SiteTimelines.class,
            database.store(SiteAdmin.class, flow.clock),
            database.store(ConnectionAdmin.class, flow.tenancy),
            database.store(EventAdmin.class, flow.clock, flow.tenancy),
            flow.deliveries);
  }

  @BeforeEach
  void start() {
    mine = flow.user();
    other = flow.user();
  }

  @Test
  void theWholeWayIsToldTheLatestFirst() {
    long item = TestFlow.newItem();
    UUID request = connect(mine, item, Duration.ofSeconds(1));
    connect(other, TestFlow.newItem(), Duration.ofSeconds(1));
    Page<Step> all = timelines.of(mine.siteId(), ALL);
    assertThat(all.next()).isNull();
    assertThat(all.data())
        .extracting(Step::kind)
        .containsExactly(
            "delivery.attempt",
            "delivery.created",
            "request.succeeded",
            "event.received",
            "browser.returned",
            "session.opened",
            "request.opened");
    assertThat(all.data().get(0).excerpt()).isEqualTo("Closed on Sundays.");
    assertThat(all.data().get(0).id()).isEqualTo(all.data().get(1).id());
    assertThat(all.data().get(6).id()).isEqualTo(request);
  }

  /** Where all happens at once, the order is that of the way. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 500})
  void partsMakeTheSameWhole(int limit) {
    for (int i = 0; i < CONNECTIONS; i++) {
      connect(mine, TestFlow.newItem(), Duration.ofMillis(i));
      connect(other, TestFlow.newItem(), Duration.ofMillis(i));
    }
    List<Step> whole = timelines.of(mine.siteId(), ALL).data();
    assertThat(whole).hasSize(7 * CONNECTIONS).doesNotHaveDuplicates();
    assertThat(whole).isSortedAccordingTo(Comparator.comparing(Step::at).reversed());
    List<Step> parts = new ArrayList<>();
    String after = null;
    do {
      Page<Step> part = timelines.of(mine.siteId(), new PageWish(limit, after));
      assertThat(part.data()).hasSizeBetween(1, limit);
      parts.addAll(part.data());
      assertThat(parts).as("goes on, and ends").hasSizeLessThanOrEqualTo(whole.size());
      after = part.next();
    } while (after != null);
    assertThat(parts).isEqualTo(whole);
    assertThat(ids(whole))
        .doesNotContainAnyElementsOf(ids(timelines.of(other.siteId(), ALL).data()));
  }

  @Test
  void aSiteAndAPlaceThatNobodyKnowsAreRefused() {
    fails(Code.NOT_FOUND, () -> timelines.of(UUID.randomUUID(), ALL));
    connect(mine, TestFlow.newItem(), Duration.ZERO);
    String place = timelines.of(mine.siteId(), new PageWish(1, null)).next();
    String far = "a" + new Cursor(Instant.ofEpochMilli(Long.MAX_VALUE), UUID.randomUUID()).text();
    for (String after : List.of("x", far, "h" + place.substring(1), place.substring(1))) {
      fails(Code.INVALID_ARGUMENT, () -> timelines.of(mine.siteId(), new PageWish(9, after)));
    }
  }

  /** A bank is connected, and the site answers that it is closed. */
  private UUID connect(BridgeUserView user, long item, Duration pause) {
    UUID request = flow.open(user, null);
    flow.clock.pass(pause);
    flow.connections.linked(request);
    flow.clock.pass(pause);
    flow.connections.returned(request, new BrowserReturn(item, true, null), null, true);
    flow.clock.pass(pause);
    inbox.store(
        "{\"content\":{\"item_id\":%d,\"user_uuid\":\"%s\"},\"type\":\"item.created\"}"
            .formatted(item, user.knownUuid())
            .getBytes(StandardCharsets.UTF_8));
    inbox.done(inbox.claim(user.knownUuid()));
    flow.clock.pass(pause);
    flow.connections.heard(user.id(), flow.item(item, 0), "event:" + item);
    flow.clock.pass(pause);
    database.doInTransaction(
        em ->
            em.createQuery(
                    "select d from Delivery d where d.siteId = :site and d.itemId = :item",
                    Delivery.class)
                .setParameter("site", user.siteId())
                .setParameter("item", item)
                .getResultList()
                .forEach(delivery -> em.persist(attempt(delivery, flow.clock.instant()))));
    return request;
  }

  private static DeliveryAttempt attempt(Delivery delivery, Instant at) {
    return new DeliveryAttempt(
        delivery.id(),
        delivery.siteId(),
        at,
        Duration.ofMillis(7),
        DeliveryAttempt.Outcome.RETRY,
        503,
        null,
        "Closed on Sundays.");
  }

  private static Set<@Nullable UUID> ids(List<Step> steps) {
    return steps.stream().map(Step::id).collect(Collectors.toSet());
  }
}

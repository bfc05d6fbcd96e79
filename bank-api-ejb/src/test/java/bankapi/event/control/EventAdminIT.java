package bankapi.event.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.connection.control.TestFlow;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EventAdminIT extends AtTheInbox {

  private static final PageWish ALL = new PageWish(PageWish.MOST, null);

  private final EventAdmin admin;

  EventAdminIT(TestDatabase database) {
    super(database);
    this.admin = database.store(EventAdmin.class, clock, flow.tenancy, audit);
  }

  @Test
  void whoHadOneWorkedOffAgainIsInTheAudit() {
    BridgeUserView mine = flow.user();
    int item = (int) TestFlow.newItem();
    hear(item, mine.knownUuid());
    workOff();
    String operator = "op-" + UUID.randomUUID();
    UUID one = admin.list(filter((long) item, null), ALL).data().get(0).id();
    admin.redo(one, operator);
    assertThat(workOff()).containsExactly(one);
    assertThat(auditOf(operator)).containsExactly("event.redo " + mine.siteId() + " " + TYPE);
  }

  @Test
  void whatBridgeSaidOfAnItemIsFoundHoweverManyOthersAreNumberedAlike() {
    for (int other = 0; other < 150; other++) {
      hear(4711_000 + other);
      clock.pass(Duration.ofMillis(1));
    }
    hear(4711);
    Instant until = clock.instant().plusMillis(1);
    clock.pass(Duration.ofSeconds(1));
    hear(4711);
    workOff();
    assertThat(admin.ofItem(4711, begin, until))
        .singleElement()
        .satisfies(event -> assertThat(event.receivedAt()).isBefore(until));
    assertThat(admin.ofItem(4711, until, clock.instant().plusMillis(1))).hasSize(1);
    assertThat(admin.ofItem(471, begin, until)).isEmpty();
  }

  @Test
  void thoseOfAnItemAndThoseOfASiteAreListedInParts() {
    BridgeUserView mine = flow.user();
    BridgeUserView other = flow.user();
    int item = (int) TestFlow.newItem();
    for (int i = 0; i < 3; i++) {
      hear(item, mine.knownUuid());
      hear(item + 100_000, mine.knownUuid());
      hear(item + 200_000, other.knownUuid());
    }
    workOff();
    Page<EventView> first = admin.list(filter((long) item, null), new PageWish(2, null));
    Page<EventView> rest = admin.list(filter((long) item, null), new PageWish(2, first.next()));
    assertThat(first.data()).hasSize(2).extracting(EventView::itemId).containsOnly((long) item);
    assertThat(rest.data()).hasSize(1).doesNotContainAnyElementsOf(first.data());
    assertThat(rest.next()).isNull();
    assertThat(admin.list(filter(null, mine.siteId()), ALL).data())
        .hasSize(6)
        .allSatisfy(
            event -> {
              assertThat(event.siteId()).isEqualTo(mine.siteId());
              assertThat(event.siteKey()).isEqualTo(flow.tenancy.site(mine.siteId()).siteKey());
              assertThat(admin.find(event.id()).event()).isEqualTo(event);
            });
    assertThat(admin.list(filter((long) item, other.siteId()), ALL).data()).isEmpty();
  }

  @Test
  void anEventOfAUserThatNobodyKnowsIsOfNoSiteUntilItIsWorkedOffWhenSomebodyDoes() {
    BridgeUserView user = flow.registry.enrol(flow.customer(), flow.registration()).user();
    UUID bridgeUuid = UUID.randomUUID();
    int item = (int) TestFlow.newItem();
    hear(item, bridgeUuid);
    hear(item);
    workOff();
    assertThat(admin.list(filter((long) item, null), ALL).data())
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.siteId()).isNull();
              assertThat(event.siteKey()).isNull();
            });
    flow.registry.known(user.id(), bridgeUuid);
    assertThat(admin.list(filter(null, user.siteId()), ALL).data()).isEmpty();
    admin.list(filter((long) item, null), ALL).data().forEach(e -> admin.redo(e.id(), "olivia"));
    workOff();
    assertThat(admin.list(filter(null, user.siteId()), ALL).data()).hasSize(1);
  }

  private static EventFilter filter(Long item, UUID site) {
    return new EventFilter(item, site, null, null, null, null);
  }
}

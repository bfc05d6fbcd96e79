package bankapi.alert.control;

import static bankapi.alert.control.TestAlerts.prepared;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.alert.entity.Alert;
import bankapi.connection.control.TestFlow;
import bankapi.delivery.control.DeliveryQueue;
import bankapi.delivery.control.DeliveryWatch;
import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.WebhookTarget;
import bankapi.event.control.EventCounter;
import bankapi.event.control.EventInbox;
import bankapi.event.control.EventWatch;
import bankapi.event.control.SilentItems;
import bankapi.item.control.ConsentSteps;
import bankapi.item.control.ConsentStore;
import bankapi.item.entity.BankOutage;
import bankapi.item.entity.BankOutageSite;
import bankapi.item.entity.Item;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.site.control.BridgeUserView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What counts as trouble, from what lies in the database. */
@OnEachDatabase
class AlertSourcesIT {

  private final TestFlow flow;

  AlertSourcesIT(TestDatabase database) {
    flow = new TestFlow(database);
  }

  private static List<Condition> of(List<Sight> sights, Alert.Kind kind) {
    return sights.stream()
        .filter(sight -> sight.kind() == kind)
        .flatMap(sight -> sight.conditions().stream())
        .toList();
  }

  @Test
  void anAddressIsTroubleFromItsFirstWarningOnAndItsPathIsNotTold() {
    TargetAlerts source = TestBeans.create(TargetAlerts.class, flow.targets, flow.clock);
    BridgeUserView user = flow.user();
    UUID id =
        flow.database.inTransaction(
            em -> {
              WebhookTarget target =
                  new WebhookTarget(
                      user.siteId(), "https://erp.fr:8443/hook/s3cret", flow.clock.instant());
              target.failed(flow.clock.instant(), null);
              em.persist(target);
              return target.id();
            });
    Instant since = flow.clock.instant();
    assertThat(about(source, id)).isEmpty();
    flow.clock.pass(Duration.ofHours(60));
    change(id, target -> target.warned(50));
    Condition warned = about(source, id).get(0);
    assertThat(warned.level()).isEqualTo(50);
    assertThat(warned.state()).isEqualTo("failing");
    assertThat(warned.since()).isEqualTo(since);
    assertThat(warned.path()).isEqualTo("/sites/" + user.siteId());
    assertThat(warned.details())
        .containsEntry("site", "erp")
        .containsEntry("address", "https://erp.fr:8443")
        .containsEntry("percent", "50");
    change(id, target -> target.suspend(flow.clock.instant()));
    assertThat(about(source, id).get(0).state()).isEqualTo("suspended");
    assertThat(about(source, id).get(0).level()).isEqualTo(100);
    change(id, target -> target.resume(flow.clock.instant()));
    assertThat(about(source, id)).isEmpty();
    change(id, target -> target.gone(flow.clock.instant()));
    assertThat(about(source, id).get(0).state()).isEqualTo("gone");
  }

  private static List<Condition> about(TargetAlerts source, UUID target) {
    return of(source.look(), Alert.Kind.TARGET_FAILING).stream()
        .filter(condition -> condition.subject().equals(target.toString()))
        .toList();
  }

  private void change(UUID id, Consumer<WebhookTarget> change) {
    flow.database.doInTransaction(em -> change.accept(em.find(WebhookTarget.class, id)));
  }

  /** More than are read at once. */
  @Test
  void amongManyDeadAddressesTheNewestIsToldAndWhateverIsMendedEnds() {
    AlertPolicy policy = TestBeans.create(AlertPolicy.class);
    AlertStore store = flow.database.store(AlertStore.class, flow.clock, policy);
    TargetAlerts source = TestBeans.create(TargetAlerts.class, flow.targets, flow.clock);
    AlertWatch watch = TestBeans.create(AlertWatch.class, store);
    BridgeUserView user = flow.user();
    UUID mended = suspended(user, "mended");
    UUID still = suspended(user, "still");
    watchFor(Duration.ofMinutes(3), watch, source);
    assertThat(open(mended) + open(still)).isEqualTo(2);
    flow.clock.pass(Duration.ofHours(1));
    for (int i = 0; i < 500; i++) {
      suspended(user, "dead/" + i);
    }
    flow.clock.pass(Duration.ofHours(1));
    UUID newest = suspended(user, "newest");
    assertThat(about(source, newest)).hasSize(1);
    assertThat(about(source, mended)).as("too many").isEmpty();

    change(mended, target -> target.resume(flow.clock.instant()));
    watchFor(Duration.ofMinutes(12), watch, source);
    assertThat(open(newest)).isEqualTo(1);
    assertThat(open(mended)).as("its own address is mended").isZero();
    assertThat(open(still)).as("this one is not").isEqualTo(1);
    flow.database.doInTransaction(
        em ->
            em.createQuery("delete from WebhookTarget t where t.siteId = :own")
                .setParameter("own", user.siteId())
                .executeUpdate());
  }

  private UUID suspended(BridgeUserView user, String path) {
    return flow.database.inTransaction(
        em -> {
          Instant now = flow.clock.instant();
          WebhookTarget target = new WebhookTarget(user.siteId(), "https://erp.fr/" + path, now);
          target.failed(now, null);
          target.warned(100);
          target.suspend(now);
          em.persist(target);
          return target.id();
        });
  }

  private void watchFor(Duration time, AlertWatch watch, AlertSource source) {
    for (Duration passed = Duration.ZERO;
        passed.compareTo(time) < 0;
        passed = passed.plusMinutes(1)) {
      flow.clock.pass(Duration.ofMinutes(1));
      source.look().forEach(sight -> watch.writeDown(sight, List.of()));
    }
  }

  private long open(UUID target) {
    return flow.database.inTransaction(
        em ->
            em.createQuery(
                    "select count(a) from Alert a where a.openKey = :key"
                        + " and a.openedAt is not null",
                    Long.class)
                .setParameter("key", Alert.key(Alert.Kind.TARGET_FAILING, target.toString()))
                .getSingleResult());
  }

  @Test
  void consentsThatEndSoonAreOneSummaryBySite() throws Exception {
    ConsentStore consents =
        flow.database.store(
            ConsentStore.class,
            flow.clock,
            flow.tenancy,
            flow.items,
            flow.itemEvents,
            TestBeans.create(ConsentSteps.class));
    ItemAlerts source =
        prepared(TestBeans.create(ItemAlerts.class, flow.clock, flow.outages, consents));
    flow.clock.pass(Duration.ofDays(1000));
    assertThat(of(source.look(), Alert.Kind.CONSENTS_ENDING)).isEmpty();
    Instant now = flow.clock.instant();
    BridgeUserView user = flow.user();
    consent(user, now.plus(Duration.ofDays(7)));
    consent(user, now.plus(Duration.ofDays(3)));
    consent(flow.user(), now.plus(Duration.ofDays(8)));
    consent(user, now.minusSeconds(1));
    assertThat(of(source.look(), Alert.Kind.CONSENTS_ENDING)).as("asked a moment ago").isEmpty();
    flow.clock.pass(Duration.ofMinutes(1));
    Condition summary = of(source.look(), Alert.Kind.CONSENTS_ENDING).get(0);
    assertThat(summary.details())
        .containsEntry("total", "2")
        .containsEntry("sites", "1")
        .containsEntry("list", "erp (2: " + day(3) + ")");
    int before = summary.level();
    flow.clock.pass(Duration.ofDays(1));
    Condition next = of(source.look(), Alert.Kind.CONSENTS_ENDING).get(0);
    assertThat(next.level()).as("another has come in sight").isEqualTo(before + 1);
    flow.clock.pass(Duration.ofDays(1));
    assertThat(of(source.look(), Alert.Kind.CONSENTS_ENDING).get(0).level())
        .as("no other")
        .isEqualTo(before + 1);
  }

  private String day(int days) {
    return flow.clock
        .instant()
        .minus(Duration.ofMinutes(1))
        .plus(Duration.ofDays(days))
        .atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .toString();
  }

  private void consent(BridgeUserView user, Instant end) {
    flow.database.doInTransaction(
        em -> {
          Item item = new Item(user.id(), user.siteId(), TestFlow.newItem(), flow.clock.instant());
          em.persist(item);
          em.flush();
          em.createQuery("update Item i set i.authenticationExpiresAt = :end where i.id = :id")
              .setParameter("end", end)
              .setParameter("id", item.id())
              .executeUpdate();
        });
  }

  @Test
  void aBankThatIsDownIsTroubleUntilItIsUp() throws Exception {
    ItemAlerts source =
        prepared(
            TestBeans.create(
                ItemAlerts.class,
                flow.clock,
                flow.outages,
                flow.database.store(ConsentStore.class, flow.clock)));
    long provider = TestFlow.newItem();
    Instant now = flow.clock.instant();
    UUID id =
        flow.database.inTransaction(
            em -> {
              BankOutage outage = new BankOutage(provider, now, now);
              em.persist(outage);
              return outage.id();
            });
    Condition unnamed = bank(source, provider).get(0);
    assertThat(unnamed.state()).isEqualTo("unnamed");
    assertThat(unnamed.path()).isEqualTo("/banks/" + provider);
    UUID siteId = flow.user().siteId();
    flow.database.doInTransaction(
        em -> em.persist(new BankOutageSite(id, siteId, null, "Bank & <b>")));
    Condition named = bank(source, provider).get(0);
    assertThat(named.state()).isEqualTo("named");
    assertThat(named.since()).isEqualTo(now);
    assertThat(named.details()).containsEntry("bank", "Bank _ _b_").containsEntry("sites", "1");
    flow.database.doInTransaction(em -> em.find(BankOutage.class, id).end(now));
    assertThat(bank(source, provider)).isEmpty();
  }

  private static List<Condition> bank(ItemAlerts source, long provider) {
    return of(source.look(), Alert.Kind.BANK_DOWN).stream()
        .filter(condition -> condition.subject().equals(String.valueOf(provider)))
        .toList();
  }

  @Test
  void whatWaitsForTooLongIsTroubleAndWhatWasNotCountedIsUnknown() throws Exception {
    EventInbox inbox = flow.database.store(EventInbox.class, flow.clock, flow.items, flow.tenancy);
    EventWatch events =
        prepared(
            TestBeans.create(
                EventWatch.class, flow.clock, flow.database.store(EventCounter.class, inbox)));
    DeliveryWatch deliveries =
        prepared(
            TestBeans.create(
                DeliveryWatch.class, flow.clock, flow.database.store(DeliveryQueue.class)));
    QueueAlerts source =
        TestBeans.create(
            QueueAlerts.class, flow.clock, events, deliveries, TestBeans.create(SilentItems.class));
    assertThat(source.look()).hasSize(3).allMatch(sight -> sight.asOf().equals(Instant.MIN));

    inbox.store(
        ("{\"type\":\"x\",\"n\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8));
    BridgeUserView user = flow.user();
    Instant due = flow.clock.instant();
    delivery(user, due);
    consent(user, due);
    flow.clock.pass(Duration.ofMinutes(14));
    events.sample();
    deliveries.sample();
    assertThat(source.look())
        .allMatch(sight -> sight.conditions().isEmpty())
        .allMatch(sight -> sight.asOf().equals(flow.clock.instant()));
    flow.clock.pass(Duration.ofMinutes(1));
    events.sample();
    deliveries.sample();
    Condition late = of(source.look(), Alert.Kind.DELIVERIES_LATE).get(0);
    assertThat(late.since()).isEqualTo(due);
    assertThat(late.details()).containsEntry("due", "1");
    assertThat(of(source.look(), Alert.Kind.EVENTS_LATE).get(0).details())
        .containsEntry("waiting", "1");
  }

  private void delivery(BridgeUserView user, Instant due) {
    flow.database.doInTransaction(
        em -> {
          WebhookTarget target = new WebhookTarget(user.siteId(), "https://erp.fr/late", due);
          em.persist(target);
          em.flush();
          em.persist(
              new Delivery(
                  UUID.randomUUID(),
                  user.siteId(),
                  target.id(),
                  null,
                  "ping",
                  "https://erp.fr/late",
                  "{}",
                  null,
                  due));
        });
  }
}

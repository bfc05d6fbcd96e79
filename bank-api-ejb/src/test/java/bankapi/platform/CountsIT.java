package bankapi.platform;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.event.control.EventCounter;
import bankapi.event.control.EventHealth;
import bankapi.event.control.EventInbox;
import bankapi.event.control.EventWatch;
import bankapi.event.entity.ReceivedEvent;
import bankapi.item.control.ItemCounter;
import bankapi.item.control.ItemStatus.Meaning;
import bankapi.item.control.ItemStore;
import bankapi.item.entity.Item;
import bankapi.platform.control.LastSample;
import bankapi.site.control.SiteCounter;
import bankapi.site.control.SiteCounts;
import bankapi.site.control.Tenancy;
import bankapi.site.control.TestSites;
import bankapi.site.entity.BridgeUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What metrics, health and JMX show is what lies in the database. */
@OnEachDatabase
class CountsIT {

  private final TestDatabase database;
  private final HandClock clock;

  CountsIT(TestDatabase database) {
    clock = database.clock;
    this.database = database;
  }

  @Test
  void eventsThatLieAboutAreCountedAndWarnedOf() throws Exception {
    EventInbox inbox =
        database.store(
            EventInbox.class,
            clock,
            database.store(ItemStore.class, clock),
            database.store(Tenancy.class, clock));
    EventWatch watch =
        TestBeans.create(EventWatch.class, clock, database.store(EventCounter.class, inbox));
    prepare(watch);
    EventHealth health = TestBeans.create(EventHealth.class, watch);
    assertThat(health.look().well()).as("nothing was counted yet").isFalse();
    inbox.store("{\"type\":\"x\",\"n\":1}".getBytes(StandardCharsets.UTF_8));
    clock.pass(Duration.ofMinutes(14));
    inbox.store("{\"type\":\"x\",\"n\":2}".getBytes(StandardCharsets.UTF_8));
    watch.sample();
    assertThat(watch.counts().orElseThrow().waiting()).isEqualTo(2);
    assertThat(health.look().well()).isTrue();
    assertThat(health.look().data().getInt("oldest_waiting_seconds")).isEqualTo(14 * 60);
    clock.pass(Duration.ofMinutes(1));
    watch.sample();
    assertThat(health.look().well()).isFalse();
    inbox.done(inbox.claim(ReceivedEvent.NOBODY));
    watch.sample();
    assertThat(watch.counts().orElseThrow().waiting()).isZero();
    assertThat(health.look().well()).isTrue();
    database.doInTransaction(
        em ->
            em.createQuery("select e from ReceivedEvent e", ReceivedEvent.class)
                .getResultStream()
                .forEach(event -> event.again(clock.instant())));
    watch.sample();
    assertThat(watch.counts().orElseThrow().waiting()).isEqualTo(2);
    assertThat(health.look().well()).as("an operator wants them since now").isTrue();
    clock.pass(Duration.ofMinutes(2));
    assertThat(watch.counts()).as("an old number looks like a good one").isEmpty();
  }

  /** As the container does after injection. */
  private static void prepare(EventWatch watch) throws Exception {
    var prepare = EventWatch.class.getDeclaredMethod("prepare");
    prepare.setAccessible(true);
    prepare.invoke(watch);
  }

  @Test
  void activeSitesAndLiveItemsAreCounted() {
    SiteCounter sites = database.store(SiteCounter.class);
    SiteCounts before = sites.count();
    UUID site = TestSites.create(database);
    database.doInTransaction(
        em -> {
          BridgeUser person = new BridgeUser(site, "", clock.instant());
          em.persist(person);
          em.flush();
          for (long id = 1; id <= 3; id++) {
            em.persist(new Item(person.id(), site, id, clock.instant()));
          }
          em.flush();
          em.createQuery("update Item i set i.status = 1010 where i.bridgeItemId = 2")
              .executeUpdate();
          em.createQuery("update Item i set i.deletedAt = :now where i.bridgeItemId = 3")
              .setParameter("now", clock.instant())
              .executeUpdate();
        });
    SiteCounts after = sites.count();
    assertThat(after.apiUsers() - before.apiUsers()).isEqualTo(1);
    assertThat(after.sites() - before.sites()).isEqualTo(1);
    Map<Meaning, Long> items = database.store(ItemCounter.class).count();
    assertThat(items).containsEntry(Meaning.ACT, 1L);
    assertThat(items.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
  }

  @Test
  void aNumberIsToldForAMinute() {
    LastSample<Integer> last = new LastSample<>(clock);
    assertThat(last.number(Integer::doubleValue)).isNaN();
    last.set(7);
    clock.pass(Duration.ofSeconds(59));
    assertThat(last.number(Integer::doubleValue)).isEqualTo(7);
    clock.pass(Duration.ofSeconds(1));
    assertThat(last.number(Integer::doubleValue)).isNaN();
  }
}

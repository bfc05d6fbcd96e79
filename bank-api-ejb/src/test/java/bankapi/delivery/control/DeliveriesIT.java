package bankapi.delivery.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.delivery.entity.Delivery;
import bankapi.delivery.entity.WebhookTarget;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.json.JsonValue;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written down of deliveries: once, counted, found, sent again, and removed. */
@OnEachDatabase
class DeliveriesIT extends AtTheOutbox {

  private static final PageWish ALL = new PageWish(PageWish.MOST, null);

  DeliveriesIT(TestDatabase database) {
    super(database);
  }

  @Test
  void theSameEventOfASiteIsStoredOnce() {
    UUID site = outbox.site();
    UUID first = outbox.enqueue(site, "https://erp.example.com/a", "request:1:succeeded");
    UUID again = outbox.enqueue(site, "https://erp.example.com/b", "request:1:succeeded");
    UUID other = outbox.enqueue(outbox.site(), "https://erp.example.com/a", "request:1:succeeded");
    assertThat(again).isEqualTo(first).isNotEqualTo(other);
    assertThat(outbox.enqueue(site)).isNotEqualTo(outbox.enqueue(site));
    assertThat(list(site, null, null, 50).data()).hasSize(3);
  }

  @Test
  void theSameEventTwiceInOneTransactionIsStoredOnce() {
    UUID site = outbox.site();
    SiteEvent event =
        new SiteEvent(site, "ping", "https://e.example", "k", JsonValue.EMPTY_JSON_OBJECT);
    List<UUID> ids =
        database.inTransaction(
            em -> List.of(outbox.deliveries.enqueue(event), outbox.deliveries.enqueue(event)));
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
  }

  @Test
  void theConstraintIsTheLastGuardAgainstDoubles() {
    UUID site = outbox.site();
    Runnable insert =
        () ->
            database.doInTransaction(
                em ->
                    em.persist(
                        new Delivery(
                            UUID.randomUUID(),
                            site,
                            outbox.targets.of(site, "https://e.example"),
                            null,
                            "ping",
                            "https://e.example",
                            "{}",
                            "k",
                            outbox.clock.instant())));
    insert.run();
    assertThatThrownBy(insert::run).isInstanceOf(PersistenceException.class);
  }

  @Test
  void storedOnlyTogetherWithItsCause() {
    UUID site = outbox.site();
    SiteEvent event =
        new SiteEvent(site, "ping", "https://e.example", null, JsonValue.EMPTY_JSON_OBJECT);
    assertThatThrownBy(() -> outbox.deliveries.enqueue(event))
        .isInstanceOf(EJBTransactionRequiredException.class);
    assertThatThrownBy(
            () ->
                database.doInTransaction(
                    em -> {
                      outbox.deliveries.enqueue(event);
                      throw new IllegalStateException("the change fails");
                    }))
        .hasMessage("the change fails");
    assertThat(list(site, null, null, 50).data()).isEmpty();
  }

  @Test
  void countsWhatWaitsAndSinceWhen() {
    UUID site = outbox.site();
    Instant since = outbox.clock.instant();
    outbox.enqueue(site);
    outbox.settle(
        queue,
        outbox.claim(queue, 1, 1).get(0),
        new DeliveryOutcome.Retry(since.plus(Duration.ofHours(1)), 500, "later"));
    outbox.enqueue(site);
    outbox.settle(queue, outbox.claim(queue, 1, 1).get(0), new DeliveryOutcome.Dead(410, "gone"));
    assertThat(queue.counts(since)).isEqualTo(new DeliveryCounts(1, 0, null, 0, 1));
    outbox.clock.pass(Duration.ofMinutes(1));
    outbox.enqueue(site);
    assertThat(queue.counts(outbox.clock.instant()))
        .isEqualTo(new DeliveryCounts(2, 1, since.plus(Duration.ofMinutes(1)), 0, 1));
  }

  @Test
  void purgedWhenOldEnoughAndNotBefore() {
    UUID site = outbox.site();
    UUID delivered = settled(site, new DeliveryOutcome.Delivered(200));
    UUID dead = settled(site, new DeliveryOutcome.Dead(410, "gone"));
    UUID cancelled = outbox.enqueue(site);
    outbox.deliveries.cancel(cancelled, "operator");
    UUID waiting = outbox.enqueue(site);
    DeliveryRetention retention =
        bankapi.platform.TestBeans.create(DeliveryRetention.class, queue, outbox.runs);

    outbox.clock.pass(Duration.ofDays(30));
    assertThat(retention.purge(outbox.clock.instant())).isZero();
    outbox.clock.pass(Duration.ofMillis(1));
    assertThat(retention.purge(outbox.clock.instant())).isEqualTo(2);
    assertThat(outbox.deliveries.find(delivered)).isEmpty();
    assertThat(outbox.deliveries.find(cancelled)).isEmpty();
    assertThat(outbox.deliveries.find(dead)).isPresent();
    outbox.clock.pass(Duration.ofDays(60));
    assertThat(retention.purge(outbox.clock.instant())).isEqualTo(1);
    assertThat(outbox.deliveries.attempts(dead)).isEmpty();
    assertThat(outbox.deliveries.find(waiting)).isPresent();
  }

  @Test
  void searchedNewestFirstInParts() {
    UUID site = outbox.site();
    List<UUID> ids =
        IntStream.range(0, 5)
            .mapToObj(
                i -> {
                  outbox.clock.pass(Duration.ofMillis(1));
                  return outbox.enqueue(site);
                })
            .toList();
    outbox.enqueue(outbox.site());
    outbox.deliveries.cancel(ids.get(1), "operator");

    Page<DeliveryView> first = list(site, "pending", null, 2);
    assertThat(first.data()).extracting(DeliveryView::id).containsExactly(ids.get(4), ids.get(3));
    Page<DeliveryView> second = list(site, "pending", first.next(), 2);
    assertThat(second.data()).extracting(DeliveryView::id).containsExactly(ids.get(2), ids.get(0));
    assertThat(second.next()).isNull();
    DeliveryFilter pongs = new DeliveryFilter(site, null, null, "pong", null, null, null, null);
    assertThat(outbox.deliveries.list(pongs, ALL).data()).isEmpty();
    assertThat(list(null, null, null, 99).data())
        .hasSize(6)
        .extracting(DeliveryView::siteKey)
        .containsOnly("erp");
    fails(Code.INVALID_ARGUMENT, () -> list(site, null, "somewhere", 9));
  }

  @Test
  void whatIsDueAndWhatIsHeldAreListedAsTheyAreCounted() {
    UUID site = outbox.site();
    UUID due = outbox.enqueue(site);
    UUID later = outbox.enqueue(site);
    UUID held = outbox.enqueue(site, "https://erp.example.com/closed", null);
    Instant now = outbox.clock.instant();
    outbox.claim(queue, 3, 3).stream()
        .filter(claimed -> claimed.id().equals(later))
        .forEach(
            claimed ->
                outbox.settle(
                    queue, claimed, new DeliveryOutcome.Retry(now.plusMillis(1), 503, "HTTP 503")));
    UUID closed = outbox.target(held).id();
    database.doInTransaction(em -> em.find(WebhookTarget.class, closed).gone(now));

    assertThat(waiting(site, "due")).containsExactly(due);
    assertThat(waiting(site, "HELD")).containsExactly(held);
    assertThat(queue.counts(now).due()).isEqualTo(1);
    assertThat(queue.counts(now).held()).isEqualTo(1);
    outbox.clock.pass(Duration.ofMillis(1));
    assertThat(waiting(site, "due")).containsExactlyInAnyOrder(due, later);
    outbox.deliveries.cancel(due, "operator");
    outbox.deliveries.cancel(held, "operator");
    assertThat(waiting(site, "due")).containsExactly(later);
    assertThat(waiting(site, "held")).isEmpty();
    assertThatThrownBy(() -> waiting(site, "long")).hasMessageContaining("waiting");
  }

  private List<UUID> waiting(UUID site, String why) {
    return ids(new DeliveryFilter(site, null, null, null, null, why, null, null));
  }

  private List<UUID> ids(DeliveryFilter filter) {
    return outbox.deliveries.list(filter, ALL).data().stream().map(DeliveryView::id).toList();
  }

  @Test
  void thoseOfOneAddressAndThoseOfOneItemAreFound() {
    UUID site = outbox.site();
    UUID first = outbox.enqueueAbout(4711L, site, "https://erp.example.com/a?x=1");
    UUID other = outbox.enqueueAbout(4711L, site, "https://erp.example.com/b");
    UUID ofNoItem = outbox.enqueueAbout(null, site, "https://erp.example.com/a");
    outbox.enqueueAbout(471L, outbox.site(), "https://erp.example.com/a");
    UUID target = outbox.target(first).id();
    assertThat(ids(new DeliveryFilter(null, target, null, null, null, null, null, null)))
        .containsExactlyInAnyOrder(first, ofNoItem);
    assertThat(ids(new DeliveryFilter(null, null, 4711L, null, null, null, null, null)))
        .containsExactlyInAnyOrder(first, other);
    assertThat(ids(new DeliveryFilter(site, target, 4711L, null, null, null, null, null)))
        .containsExactly(first);
    assertThat(outbox.view(first).itemId()).isEqualTo(4711L);
    assertThat(outbox.view(first).targetId()).isEqualTo(target);
    assertThat(outbox.view(ofNoItem).itemId()).isNull();
  }

  @Test
  void whatToldASiteOfSomethingIsFoundByWhatMakesItTheSame() {
    KnownDeliveries known = database.store(KnownDeliveries.class, outbox.deliveries);
    UUID site = outbox.site();
    String url = "https://erp.example.com/hook";
    UUID first = outbox.enqueue(site, url, "request:1:failed");
    outbox.clock.pass(Duration.ofDays(3));
    UUID second = outbox.enqueue(site, url, "request:1:succeeded");
    outbox.enqueue(site, url, "request:2:succeeded");
    outbox.enqueue(site);
    outbox.enqueue(outbox.site(), url, "request:1:failed");
    List<String> keys = List.of("request:1:succeeded", "request:1:failed", "request:1:expired");
    assertThat(known.of(site, keys)).extracting(DeliveryView::id).containsExactly(first, second);
  }

  @Test
  void replayedUnderTheSameIdWithTheWholeScheduleBeforeIt() {
    UUID id = settled(outbox.site(), new DeliveryOutcome.Dead(410, "gone"));
    outbox.deliveries.replay(id, "operator");
    assertThat(outbox.claim(queue, 1, 1))
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.id()).isEqualTo(id);
              assertThat(again.attempts()).isZero();
            });
    assertThat(outbox.deliveries.attempts(id)).hasSize(1);
    assertThatThrownBy(() -> outbox.deliveries.replay(id, "operator"))
        .hasMessage("Delivery " + id + " is pending and cannot be replayed");
  }

  @Test
  void cancelledTakesTheClaimAway() {
    UUID id = outbox.enqueue(outbox.site());
    ClaimedDelivery claimed = outbox.claim(queue, 1, 1).get(0);
    outbox.deliveries.cancel(id, "operator");
    assertThat(outbox.settle(queue, claimed, new DeliveryOutcome.Delivered(200))).isFalse();
    assertThat(outbox.view(id).state()).isEqualTo("cancelled");
  }

  /** As the many that are sent again or cancelled at once, which lock in an order of their own. */
  @Test
  void whatSomebodyIsAtWorkWithIsLeftAndNotWaitedFor() throws Exception {
    UUID busy = settled(outbox.site(), new DeliveryOutcome.Delivered(200));
    UUID free = settled(outbox.site(), new DeliveryOutcome.Delivered(200));
    Instant old = outbox.clock.instant().plusSeconds(1);
    database.inTransaction(
        em -> {
          outbox.deliveries.replay(busy, "operator");
          em.flush();
          return CompletableFuture.supplyAsync(
                  () -> queue.purge(Delivery.State.DELIVERED, old, 1000))
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
        });
    assertThat(outbox.deliveries.find(busy)).isPresent();
    assertThat(outbox.deliveries.find(free)).isEmpty();
  }

  private UUID settled(UUID site, DeliveryOutcome outcome) {
    UUID id = outbox.enqueue(site);
    assertThat(outbox.settle(queue, outbox.claim(queue, 1, 1).get(0), outcome)).isTrue();
    return id;
  }

  private Page<DeliveryView> list(UUID site, String state, String after, int limit) {
    return outbox.deliveries.list(
        new DeliveryFilter(site, null, null, null, state, null, null, null),
        new PageWish(limit, after));
  }
}

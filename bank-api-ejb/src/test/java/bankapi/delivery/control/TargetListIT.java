package bankapi.delivery.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;

import bankapi.delivery.entity.WebhookTarget;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class TargetListIT {

  private static final PageWish ALL = new PageWish(PageWish.MOST, null);

  private final TestDatabase database;
  private final TestDeliveries outbox;
  private final List<UUID> targets = new ArrayList<>();
  private UUID site;

  TargetListIT(TestDatabase database) {
    this.database = database;
    this.outbox = new TestDeliveries(database);
  }

  @BeforeEach
  void fill() {
    site = outbox.site();
    for (int i = 0; i < 5; i++) {
      outbox.clock.pass(Duration.ofMillis(1));
      targets.add(newTarget(site, i));
    }
    newTarget(outbox.site(), 0);
  }

  @AfterEach
  void empty() {
    outbox.empty();
  }

  @Test
  void readInPartsTheNewestFirstWhateverHappensMeanwhile() {
    Page<TargetView> first = part(null);
    assertThat(first.data())
        .extracting(TargetView::id)
        .containsExactly(targets.get(4), targets.get(3));
    suspend(targets.get(0));
    newTarget(site, 5);
    Page<TargetView> second = part(first.next());
    assertThat(second.data())
        .extracting(TargetView::id)
        .containsExactly(targets.get(2), targets.get(1));
    Page<TargetView> last = part(second.next());
    assertThat(last.data()).extracting(TargetView::id).containsExactly(targets.get(0));
    assertThat(last.next()).isNull();
  }

  @Test
  void narrowedToASiteAndAState() {
    suspend(targets.get(2));
    assertThat(outbox.targets.list(null, "suspended", ALL).data())
        .extracting(TargetView::id)
        .containsExactly(targets.get(2));
    assertThat(outbox.targets.list(site, "active", ALL).data()).hasSize(4);
    assertThat(outbox.targets.list(null, null, ALL).data())
        .hasSize(6)
        .extracting(TargetView::siteKey)
        .containsOnly("erp");
    fails(Code.INVALID_ARGUMENT, () -> outbox.targets.list(site, "lost", ALL));
  }

  private Page<TargetView> part(String after) {
    return outbox.targets.list(site, null, new PageWish(2, after));
  }

  private UUID newTarget(UUID of, int path) {
    return outbox.target(outbox.enqueue(of, "https://erp.example.com/" + path, null)).id();
  }

  private void suspend(UUID target) {
    outbox.clock.pass(Duration.ofMillis(1));
    database.doInTransaction(
        em -> em.find(WebhookTarget.class, target).suspend(outbox.clock.instant()));
  }
}

package bankapi.item.control;

import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.connection.control.TestFlow;
import bankapi.item.entity.BankOutage;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.BridgeUserView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How banks are, as operators see it. */
@OnEachDatabase
class BankAdminIT {

  private static final AtomicLong PROVIDERS = new AtomicLong(70_000);

  private final TestFlow flow;
  private final BankAdmin banks;
  private final ItemAdmin items;

  BankAdminIT(TestDatabase database) {
    flow = new TestFlow(database);
    banks = database.store(BankAdmin.class);
    items = database.store(ItemAdmin.class, flow.tenancy, flow.items);
  }

  private long item(BridgeUserView user, @Nullable Long provider, int status, String bank) {
    long id = TestFlow.newItem();
    Instant now = flow.clock.instant();
    flow.connections.heard(
        user.id(),
        new ItemFacts(id, status, null, provider, "payment", now, now, now, null, bank, null),
        "event:" + id);
    return id;
  }

  private BankOutage down(long provider) {
    return flow.database.inTransaction(
        em -> {
          Instant now = flow.clock.instant();
          BankOutage outage = new BankOutage(provider, now, now);
          em.persist(outage);
          return outage;
        });
  }

  @Test
  void aBankIsShownWithItsItemsItsSitesAndSinceWhenItIsDown() {
    long provider = PROVIDERS.incrementAndGet();
    BridgeUserView one = flow.user();
    item(one, provider, 0, "Ma Banque");
    item(one, provider, 1003, "Ma Banque");
    item(flow.user(), provider, 1003, "A name of its own");
    item(flow.user(), provider, -2, "Z name of its own");
    item(flow.user(), PROVIDERS.incrementAndGet(), 0, "Other");
    long gone = item(flow.user(), provider, 0, null);
    delete(gone);
    BankOutage outage = down(provider);

    BankView bank = banks.find(provider).bank();
    assertThat(bank.name()).isEqualTo("Ma Banque");
    assertThat(bank.itemsByStatus()).isEqualTo(Map.of(-2, 1L, 0, 1L, 1003, 2L));
    assertThat(bank.meaningByStatus()).isEqualTo(Map.of(-2, "wait", 0, "healthy", 1003, "bank"));
    assertThat(bank.sites()).isEqualTo(3);
    assertThat(bank.downSince()).isEqualTo(outage.beganAt());
    assertThat(list("ma b", true).data()).containsExactly(bank);
    assertThat(list("ma b", false).data()).isEmpty();
    assertThat(list("%", null).data()).as("no pattern of the caller's").isEmpty();
    assertThat(
            items
                .list(
                    new ItemFilter(null, null, null, null, null, provider, 1003, null, null, null),
                    new PageWish(50, null))
                .data())
        .hasSize(2);
  }

  @Test
  void anItemSaysWhoHasToDoSomething() {
    long provider = PROVIDERS.incrementAndGet();
    Map<Integer, String> meanings =
        Map.of(0, "healthy", 402, "act", 1003, "bank", 1005, "dead", 1010, "act", 4711, "unknown");
    meanings.keySet().forEach(status -> item(flow.user(), provider, status, null));
    ItemFilter filter =
        new ItemFilter(null, null, null, null, null, provider, null, null, null, null);
    assertThat(items.list(filter, new PageWish(50, null)).data())
        .hasSameSizeAs(meanings.keySet())
        .allSatisfy(
            item -> {
              assertThat(item.meaning()).isEqualTo(meanings.get(item.status()));
              assertThat(items.find(item.itemId())).isEqualTo(item);
            });
  }

  @Test
  void whenItWasDownIsKept() {
    long provider = PROVIDERS.incrementAndGet();
    item(flow.user(), provider, 0, null);
    BankOutage first = down(provider);
    flow.clock.pass(Duration.ofHours(1));
    Instant end = flow.clock.instant();
    flow.database.doInTransaction(em -> em.find(BankOutage.class, first.id()).end(end));
    flow.clock.pass(Duration.ofHours(1));
    BankOutage second = down(provider);
    assertThat(banks.find(provider).outages())
        .containsExactly(
            new BankStory.Outage(second.beganAt(), null),
            new BankStory.Outage(first.beganAt(), end));
  }

  @Test
  void banksComeInParts() {
    String name = "Parts " + PROVIDERS.get();
    List<Long> ids = List.of(next(name), next(name), next(name));
    Page<BankView> first = banks.list(name, null, new PageWish(2, null));
    assertThat(first.data()).extracting(BankView::providerId).isEqualTo(ids.subList(0, 2));
    Page<BankView> second = banks.list(name, null, new PageWish(2, first.next()));
    assertThat(second.data()).extracting(BankView::providerId).containsExactly(ids.get(2));
    assertThat(second.next()).isNull();
    assertThatThrownBy(() -> banks.list(null, null, new PageWish(2, "x")))
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void anUnknownBankIsNotFoundAndAnItemWithoutOneIsNone() {
    item(flow.user(), null, -2, "Not known yet");
    assertThat(list("Not known yet", null).data()).isEmpty();
    fails(Code.NOT_FOUND, () -> banks.find(-1));
  }

  private long next(String name) {
    long provider = PROVIDERS.incrementAndGet();
    item(flow.user(), provider, 0, name);
    return provider;
  }

  private Page<BankView> list(@Nullable String name, @Nullable Boolean down) {
    return banks.list(name, down, new PageWish(50, null));
  }

  private void delete(long item) {
    flow.database.doInTransaction(
        em ->
            em.createQuery("update Item i set i.deletedAt = :now where i.bridgeItemId = :id")
                .setParameter("now", flow.clock.instant())
                .setParameter("id", item)
                .executeUpdate());
  }
}

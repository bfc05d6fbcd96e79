package bankapi.account.control;

import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.token;

import bankapi.bank.control.Categories;
import bankapi.bank.control.TestReference;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestClock;
import bankapi.bridge.control.TestGateway;
import bankapi.delivery.control.Deliveries;
import bankapi.item.control.ItemEvents;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.item.control.Items;
import bankapi.item.control.OpenOutages;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.TestCipher;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.ApiUsers;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Hosts;
import bankapi.site.control.Registration;
import bankapi.site.control.SiteRegistry;
import bankapi.site.control.Tenancy;
import bankapi.site.entity.ApiUser;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The use case on a real database in memory, in front of a Bridge that a test tells what to say.
 */
final class TestAccounts {

  private static final AtomicLong ITEMS = new AtomicLong(5000);

  /** Started once. */
  static final class Database implements AutoCloseable {
    final TestDatabase database = TestDatabase.h2();
    final TestClock clock = TestClock.running();
    final Tenancy tenancy = database.store(Tenancy.class, clock);
    final ApiUsers apiUsers = database.store(ApiUsers.class, clock);
    final SiteRegistry registry =
        database.store(
            SiteRegistry.class,
            clock,
            TestBeans.create(Hosts.class),
            TestCipher.create(),
            new RandomSecrets(),
            database.store(Audit.class, clock));
    final ItemStore items =
        database.store(
            ItemStore.class,
            clock,
            tenancy,
            // Nothing is told to a site here.
            database.store(
                ItemEvents.class,
                clock,
                database.store(Deliveries.class, clock),
                database.store(OpenOutages.class)));

    @Override
    public void close() {
      database.close();
    }
  }

  final AccountOwners owners;
  final BankAccounts accounts;
  private final Database base;
  private final Set<UUID> unknown = ConcurrentHashMap.newKeySet();

  TestAccounts(Database base, StubBridge bridge) {
    this.base = base;
    bridge.on(
        "POST /v3/aggregation/authorization/token",
        (asked, exchange) -> {
          String uuid = asked.body().replaceAll(".*:\"|\"}", "");
          (unknown.contains(UUID.fromString(uuid))
                  ? json(401, "{\"errors\":[{\"code\":\"user.authentication.unauthorized\"}]}")
                  : json(201, token(uuid)))
              .write(asked, exchange);
        });
    BridgeGateway gateway = new TestGateway(bridge.url(), base.clock).start();
    Items items = TestBeans.create(Items.class, base.items, base.tenancy, gateway);
    owners = TestBeans.create(AccountOwners.class, gateway, base.clock);
    owners.prepare();
    AccountData data = TestBeans.create(AccountData.class, gateway, owners);
    Categories categories = TestReference.categories(gateway, base.clock);
    accounts =
        TestBeans.create(
            BankAccounts.class, base.tenancy, items, base.items, data, owners, categories);
  }

  ApiCaller customer() {
    String key = UUID.randomUUID().toString();
    base.database.doInTransaction(
        em ->
            em.persist(
                new ApiUser(key, Hashes.sha256Hex("secret"), "ops@erp.fr", base.clock.instant())));
    return base.apiUsers.authenticate(key, "secret").orElseThrow();
  }

  BridgeUserView user(ApiCaller customer, String name) {
    Registration registration =
        new Registration(
            "erp", name, "https://erp.fr", "https://erp.fr/banks", "https://erp.fr/hook", "fr");
    return base.registry.known(
        base.registry.enrol(customer, registration).user().id(), UUID.randomUUID());
  }

  long item(BridgeUserView user) {
    return item(user, 0, base.clock.instant(), null);
  }

  long item(BridgeUserView user, int status, Instant refreshed, Instant consentEnd) {
    long id = ITEMS.incrementAndGet();
    base.items.store(
        user,
        new ItemFacts(
            id,
            status,
            null,
            574L,
            "payment",
            refreshed,
            base.clock.instant(),
            base.clock.instant(),
            consentEnd,
            null,
            null));
    return id;
  }

  void unknownAtBridge(BridgeUserView user) {
    unknown.add(user.knownUuid());
  }

  Wish wish() {
    return new Wish();
  }

  /** Only what a test is about. */
  static final class Wish {
    private String user;
    private Long item;
    private Long account;
    private String since;
    private String until;
    private String lang;
    private Integer limit;
    private String after;

    Wish user(String value) {
      user = value;
      return this;
    }

    Wish item(long value) {
      item = value;
      return this;
    }

    Wish account(long value) {
      account = value;
      return this;
    }

    Wish since(String value) {
      since = value;
      return this;
    }

    Wish until(String value) {
      until = value;
      return this;
    }

    Wish lang(String value) {
      lang = value;
      return this;
    }

    Wish limit(int value) {
      limit = value;
      return this;
    }

    Wish after(String value) {
      after = value;
      return this;
    }

    TransactionWish get() {
      return new TransactionWish(null, user, item, account, since, until, lang, limit, after);
    }
  }
}

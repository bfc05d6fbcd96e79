package bankapi.account.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.token;

import bankapi.bank.control.Categories;
import bankapi.bank.control.TestReference;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestClock;
import bankapi.bridge.control.TestGateway;
import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.NewTargets;
import bankapi.delivery.control.WebhookTargets;
import bankapi.item.control.ItemChanged;
import bankapi.item.control.ItemEvents;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.item.control.Items;
import bankapi.item.control.LostUsers;
import bankapi.item.control.OpenOutages;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.TestEvents;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
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
import bankapi.site.entity.Site;
import java.time.Duration;
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
    private final Audit audit = database.store(Audit.class, clock, new CallingToken());
    final SiteRegistry registry =
        database.store(
            SiteRegistry.class,
            clock,
            TestBeans.create(Hosts.class),
            TestCipher.create(),
            new RandomSecrets(),
            audit);
    final ItemStore items =
        database.store(
            ItemStore.class,
            clock,
            tenancy,
            database.store(
                ItemEvents.class,
                clock,
                database.store(
                    Deliveries.class,
                    clock,
                    tenancy,
                    database.store(
                        WebhookTargets.class,
                        clock,
                        audit,
                        tenancy,
                        database.store(NewTargets.class, clock))),
                database.store(OpenOutages.class)));

    @Override
    public void close() {
      database.close();
    }
  }

  final AccountOwners owners;
  final BankAccounts accounts;
  private final Database base;
  final Items items;
  private final StubBridge bridge;
  private final Set<UUID> unknown = ConcurrentHashMap.newKeySet();

  TestAccounts(Database base, StubBridge bridge) {
    this.base = base;
    this.bridge = bridge;
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
    LostUsers lost = TestBeans.create(LostUsers.class, gateway, base.items, base.tenancy);
    items =
        TestBeans.create(
            Items.class, base.items, base.tenancy, gateway, lost, new TestEvents<ItemChanged>());
    owners = TestBeans.create(AccountOwners.class, gateway, lost, base.clock);
    owners.prepare();
    AccountData data = TestBeans.create(AccountData.class, gateway, owners, lost);
    Categories categories = TestReference.categories(gateway, base.clock);
    accounts =
        TestBeans.create(
            BankAccounts.class, base.tenancy, items, base.items, data, owners, categories);
  }

  ApiCaller customer() {
    return customer(false);
  }

  ApiCaller customerOfSeveralSites() {
    return customer(true);
  }

  private ApiCaller customer(boolean severalSites) {
    String key = UUID.randomUUID().toString();
    base.database.doInTransaction(
        em -> {
          ApiUser customer =
              new ApiUser(key, Hashes.sha256Hex("secret"), "ops@erp.fr", base.clock.instant());
          customer.allow(true, severalSites);
          em.persist(customer);
        });
    return base.apiUsers.authenticate(key, "secret").orElseThrow();
  }

  BridgeUserView user(ApiCaller customer, String name) {
    return user(customer, "erp", name);
  }

  BridgeUserView user(ApiCaller customer, String site, String name) {
    Registration registration =
        new Registration(
            site, name, "https://erp.fr", "https://erp.fr/banks", "https://erp.fr/hook", "fr");
    return base.registry.known(
        base.registry.enrol(customer, registration).user().id(), UUID.randomUUID());
  }

  /** The site of this user lives there. */
  void zone(BridgeUserView user, String zone) {
    base.database.doInTransaction(em -> em.find(Site.class, user.siteId()).live(zone));
  }

  void move(Duration time) {
    base.clock.move(time);
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

  /** Bridge gives no token for the user, and does not have it. */
  void unknownAtBridge(BridgeUserView user) {
    refused(user);
    bridge.on(path(user), error(404, "user.not_found", "User not found"));
  }

  /** Bridge gives no token for the user, and has it all the same. */
  void refused(BridgeUserView user) {
    unknown.add(user.knownUuid());
    bridge.on(path(user), json(200, "{\"uuid\":\"" + user.knownUuid() + "\"}"));
  }

  private static String path(BridgeUserView user) {
    return "GET /v3/aggregation/users/" + user.knownUuid();
  }

  boolean isDeleted(long item) {
    return base.items.byBridgeId(item).orElseThrow().deletedAt() != null;
  }

  Wish wish() {
    return new Wish();
  }

  /** Only what a test is about. */
  static final class Wish {
    private String site;
    private String user;
    private Long item;
    private Long account;
    private String since;
    private String until;
    private String lang;
    private Integer limit;
    private String after;

    Wish site(String value) {
      site = value;
      return this;
    }

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
      return new TransactionWish(site, user, item, account, since, until, lang, limit, after);
    }
  }
}

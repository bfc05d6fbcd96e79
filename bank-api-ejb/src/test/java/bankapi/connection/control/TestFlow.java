package bankapi.connection.control;

import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.NewTargets;
import bankapi.delivery.control.WebhookTargets;
import bankapi.item.control.ItemEvents;
import bankapi.item.control.ItemFacts;
import bankapi.item.control.ItemStore;
import bankapi.item.control.OpenOutages;
import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.Hashes;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.SecretCipher;
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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The Stores of the flow on a real database, and the few things a test says with them. */
public final class TestFlow {

  private static final AtomicLong ITEMS = new AtomicLong(1000);

  public final TestDatabase database;
  public final HandClock clock;
  public final Tenancy tenancy;
  public final SiteRegistry registry;
  public final ApiUsers apiUsers;
  public final ItemStore items;
  public final ItemEvents itemEvents;
  public final OpenOutages outages;
  public final Deliveries deliveries;
  public final ConnectionStore connections;
  public final ConnectionQueue queue;
  public final WebhookTargets targets;

  public TestFlow(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    RandomSecrets random = new RandomSecrets();
    SecretCipher cipher = TestCipher.create();
    Hosts hosts = TestBeans.create(Hosts.class);
    Audit audit = database.store(Audit.class, clock, new CallingToken());
    tenancy = database.store(Tenancy.class, clock);
    apiUsers = database.store(ApiUsers.class, clock);
    registry = database.store(SiteRegistry.class, clock, hosts, cipher, random, audit);
    targets =
        database.store(
            WebhookTargets.class, clock, audit, tenancy, database.store(NewTargets.class, clock));
    deliveries = database.store(Deliveries.class, clock, tenancy, targets);
    outages = database.store(OpenOutages.class);
    itemEvents = database.store(ItemEvents.class, clock, deliveries, outages);
    items = database.store(ItemStore.class, clock, tenancy, itemEvents, audit);
    ConnectionEvents events = database.store(ConnectionEvents.class, tenancy, deliveries);
    RequestMatches matches = database.store(RequestMatches.class, clock);
    connections =
        database.store(
            ConnectionStore.class, clock, tenancy, items, itemEvents, events, targets, matches);
    queue = database.store(ConnectionQueue.class, clock, connections);
  }

  /** A customer of its own. */
  public ApiCaller customer() {
    String key = UUID.randomUUID().toString();
    database.doInTransaction(
        em ->
            em.persist(
                new ApiUser(key, Hashes.sha256Hex("secret"), "ops@erp.fr", clock.instant())));
    return apiUsers.authenticate(key, "secret").orElseThrow();
  }

  public Registration registration() {
    return new Registration(
        "erp", "u1", "https://erp.fr", "https://erp.fr/banks", "https://erp.fr/hook", "fr");
  }

  /** A user whom Bridge knows, of a site of its own. */
  public BridgeUserView user() {
    return user(customer());
  }

  public BridgeUserView user(ApiCaller customer) {
    return registry.known(registry.enrol(customer, registration()).user().id(), UUID.randomUUID());
  }

  public UUID open(BridgeUserView user, Long itemId) {
    LinkCommand.Kind kind = itemId == null ? LinkCommand.Kind.CONNECT : LinkCommand.Kind.SCA;
    LinkCommand command =
        new LinkCommand(kind, registration(), "Ma Banque", itemId, null, null, null, null, "fr");
    UUID request =
        connections
            .open(command, user, UUID.randomUUID().toString(), "https://erp.fr/hook", "fr")
            .request();
    clock.pass(Duration.ofSeconds(1));
    return request;
  }

  /** What nothing was heard of is given up. */
  public void expire() {
    connections.dueForExpiry(500).forEach(connections::expire);
  }

  public static long newItem() {
    return ITEMS.incrementAndGet();
  }

  /** What Bridge says of an item made now. */
  public ItemFacts item(long id, int status) {
    return item(id, status, clock.instant());
  }

  public ItemFacts item(long id, int status, Instant createdAt) {
    Instant refreshed = status == 0 ? clock.instant() : null;
    return new ItemFacts(
        id, status, null, 574L, "payment", refreshed, clock.instant(), createdAt, null, null, null);
  }

  /** What is on its way to the site in webhooks of this event, oldest first. */
  public List<String> bodies(BridgeUserView user, String event) {
    return ofDeliveries("payload", user, event);
  }

  /** Where webhooks of this event are on their way to, oldest first. */
  public List<String> addresses(BridgeUserView user, String event) {
    return ofDeliveries("target_url", user, event);
  }

  private List<String> ofDeliveries(String column, BridgeUserView user, String event) {
    return database.inTransaction(
        em -> {
          @SuppressWarnings("unchecked")
          List<String> values =
              em.createNativeQuery(
                      "select "
                          + column
                          + " from delivery where site_id = ?1 and event = ?2"
                          + " order by created_at, id")
                  .setParameter(1, user.siteId())
                  .setParameter(2, event)
                  .getResultList();
          return values;
        });
  }

  /** The site lives on this host from now on, and on no other. */
  public void moveTo(BridgeUserView user, String host) {
    database.doInTransaction(
        em -> {
          Site site = em.find(Site.class, user.siteId());
          site.pin(List.of(host));
          site.hearAt("https://" + host + "/hook");
        });
  }

  /** The events on their way to the site, oldest first. */
  public List<String> told(BridgeUserView user) {
    return database.inTransaction(
        em -> {
          @SuppressWarnings("unchecked")
          List<String> events =
              em.createNativeQuery(
                      "select event from delivery where site_id = ?1 order by created_at, id")
                  .setParameter(1, user.siteId())
                  .getResultList();
          return events;
        });
  }
}

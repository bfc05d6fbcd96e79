package bankapi.delivery.control;

import bankapi.platform.HandClock;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.TestEvents;
import bankapi.platform.control.Audit;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RareLines;
import bankapi.platform.control.RareTraces;
import bankapi.site.control.Tenancy;
import bankapi.site.control.TestHosts;
import bankapi.site.control.TestSites;
import bankapi.site.control.WebhookSecrets;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An outbox with the real Stores on a real database, and a clock that is moved by hand. */
final class TestDeliveries {

  /** How long claims hold here. */
  static final Duration LEASE = Duration.ofMinutes(2);

  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  final TestDatabase database;
  final HandClock clock;
  final TestEvents<TargetWarning> warnings = new TestEvents<>();
  final WebhookTargets targets;
  final TargetHealth health;
  final Deliveries deliveries;
  final DeliveryRunStore runs;

  TestDeliveries(TestDatabase database) {
    clock = database.clock;
    this.database = database;
    Audit audit = database.store(Audit.class, clock, new CallingToken());
    Tenancy tenancy = database.store(Tenancy.class, clock);
    this.targets =
        database.store(
            WebhookTargets.class, clock, audit, tenancy, database.store(NewTargets.class, clock));
    this.health = database.store(TargetHealth.class, audit, warnings);
    this.deliveries = database.store(Deliveries.class, clock, targets, tenancy, audit);
    this.runs = database.store(DeliveryRunStore.class, clock, audit);
  }

  /** What a node takes that has so many places. */
  List<ClaimedDelivery> claim(DeliveryQueue queue, int total, int perSite) {
    return queue.claim(new ClaimLimits(total, perSite, Map.of()), clock.instant(), LEASE);
  }

  /** After an attempt that was answered. */
  boolean settle(DeliveryQueue queue, ClaimedDelivery claimed, DeliveryOutcome outcome) {
    return queue.settle(claimed, outcome, answered(503), clock.instant());
  }

  /** A claimer of its own, as each node has one. */
  DeliveryQueue queue() {
    return database.store(DeliveryQueue.class, new SiteRotation(), health);
  }

  /** What carries to the hosts that are pinned meanwhile. */
  DeliveryCourier courier(DeliveryQueue queue, WebhookSender sender, Set<String> pinned) {
    return courier(
        queue,
        sender,
        new WebhookSecrets() {
          @Override
          public Signing signing(UUID siteId) {
            return new Signing(List.of(SECRET), pinned);
          }
        });
  }

  DeliveryCourier courier(DeliveryQueue queue, WebhookSender sender, WebhookSecrets secrets) {
    return TestBeans.create(
        DeliveryCourier.class,
        TestBeans.create(RareTraces.class, TestBeans.create(RareLines.class, clock)),
        queue,
        clock,
        sender,
        TestHosts.withLoopback(),
        secrets);
  }

  UUID site() {
    return TestSites.create(database);
  }

  UUID enqueue(UUID site) {
    return enqueue(site, "https://erp.example.com/hook", null);
  }

  UUID enqueue(UUID site, String url, String dedupKey) {
    return enqueue(site, url, dedupKey, Json.createObjectBuilder());
  }

  /** About an item, or where that is null about none, as bodies say it. */
  UUID enqueueAbout(@Nullable Long itemId, UUID site, String url) {
    JsonObjectBuilder fields = Json.createObjectBuilder();
    return enqueue(
        site,
        url,
        null,
        itemId == null ? fields.addNull("item_id") : fields.add("item_id", itemId));
  }

  private UUID enqueue(UUID site, String url, @Nullable String dedupKey, JsonObjectBuilder fields) {
    return database.inTransaction(
        em ->
            deliveries.enqueue(
                new SiteEvent(site, "ping", url, dedupKey, fields.add("bank", "Crédit").build())));
  }

  /** The target of a delivery. */
  TargetView target(UUID deliveryId) {
    UUID target =
        database.inTransaction(
            em -> em.find(bankapi.delivery.entity.Delivery.class, deliveryId).targetId());
    return targets.find(target).orElseThrow();
  }

  /** All targets of a site, the newest first. */
  List<TargetView> targetsOf(UUID site) {
    return targets.list(site, null, new PageWish(PageWish.MOST, null)).data();
  }

  /** Removes all that deliveries leave behind. */
  void empty() {
    database.doInTransaction(
        em -> {
          em.createQuery("delete from DeliveryRun r").executeUpdate();
          em.createQuery("delete from Delivery d").executeUpdate();
          em.createQuery("delete from WebhookTarget t").executeUpdate();
        });
  }

  DeliveryView view(UUID id) {
    return deliveries.find(id).orElseThrow();
  }

  /** Many waiting ones of one site, due a day ago. */
  void backlog(UUID site, int count) {
    backlogOf(site, "https://erp.example.com/hook", count);
  }

  void backlogOf(UUID site, String url, int count) {
    UUID target = database.inTransaction(em -> targets.of(site, url));
    try (Connection connection = database.dataSource().getConnection()) {
      boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into delivery (id, site_id, target_id, event, target_url, payload, state, attempts,"
                  + " created_at, next_attempt_at) select "
                  + (h2 ? "random_uuid()" : "gen_random_uuid()")
                  + ", ?, ?, 'ping', ?, '{}', 'PENDING', 0, ?, ? from "
                  + (h2 ? "system_range" : "generate_series")
                  + "(1, ?)")) {
        insert.setObject(1, site);
        insert.setObject(2, target);
        insert.setString(3, url);
        insert.setObject(4, clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC));
        insert.setObject(5, clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC));
        insert.setInt(6, count);
        insert.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static SendResult answered(int status) {
    return SendResult.answered(Instant.EPOCH, Duration.ofMillis(7), status, null, null);
  }
}

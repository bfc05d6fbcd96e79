package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.raw;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.item.control.ItemChanged;
import bankapi.item.control.Items;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.TestEvents;
import bankapi.platform.control.Audit;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.AuditView;
import bankapi.platform.control.CallingToken;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import bankapi.platform.control.TestPublicUrl;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserDetails;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Registration;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** Users and their items on a stub of Bridge, and an operator who deletes them. */
abstract class AtRemovals {

  static final String OPERATOR = "olivia";
  static final String USERS = "GET /v3/aggregation/users";
  static final StubBridge.Answer GONE = raw(204, "text/plain", "");

  final TestFlow flow;
  final StubBridge bridge = new StubBridge();
  final BridgeGateway gateway;
  final Audit entries;
  final BridgeUserAdmin users;
  final AuditTrail audit;
  final Items items;
  final Removals removals;
  final ApiCaller customer;

  AtRemovals(TestDatabase database) {
    flow = new TestFlow(database);
    gateway = new TestGateway(bridge.url(), flow.clock).start();
    entries = database.store(Audit.class, flow.clock, new CallingToken());
    users = database.store(BridgeUserAdmin.class, flow.clock, entries);
    audit = database.store(AuditTrail.class, entries);
    items =
        TestBeans.create(
            Items.class, flow.items, flow.tenancy, gateway, audit, new TestEvents<ItemChanged>());
    removals =
        TestBeans.create(
            Removals.class, gateway, flow.items, items, flow.connections, users, audit);
    customer = flow.customer();
    bridgeHas("");
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  /** Somebody asks for a link, as {@link Connections} is on a server. */
  LinkView link(String name) {
    Connections links =
        TestBeans.create(
            Connections.class,
            flow.registry,
            flow.tenancy,
            items,
            flow.connections,
            gateway,
            new RandomSecrets(),
            TestPublicUrl.create());
    return links.link(
        customer,
        new LinkCommand(
            LinkCommand.Kind.CONNECT,
            registration(name),
            null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  BridgeUserView user(String name) {
    UUID id = enrolled(name).id();
    return flow.registry.known(id, UUID.randomUUID());
  }

  BridgeUserView enrolled(String name) {
    flow.clock.pass(Duration.ofSeconds(1));
    return flow.registry.enrol(customer, registration(name)).user();
  }

  static Registration registration(String name) {
    return new Registration(
        "erp", name, "https://erp.fr", "https://erp.fr/banks", "https://erp.fr/hook", "fr");
  }

  /** What Bridge answers to who asks for a user by our id. */
  void bridgeHas(String user) {
    bridge.on(USERS, json(200, StubBridge.page(user, null)));
  }

  long item(BridgeUserView user) {
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:" + item);
    flow.clock.pass(Duration.ofSeconds(1));
    return item;
  }

  boolean isDeleted(long item) {
    return flow.items.byBridgeId(item).orElseThrow().deletedAt() != null;
  }

  static String path(BridgeUserView user) {
    return path(user.knownUuid());
  }

  static String path(UUID bridgeUuid) {
    return "DELETE /v3/aggregation/users/" + bridgeUuid;
  }

  void remove(BridgeUserView user) {
    removals.user(user.siteId(), user.id(), OPERATOR);
  }

  List<String> names(BridgeUserView user) {
    return users.list(user.siteId(), null, new PageWish(50, null)).data().stream()
        .map(BridgeUserDetails::user)
        .toList();
  }

  /** The actions, in no order. */
  List<String> audited(String subject) {
    return audit
        .list(OPERATOR, null, subject, null, null, null, new PageWish(50, null))
        .data()
        .stream()
        .map(AuditView::action)
        .toList();
  }
}

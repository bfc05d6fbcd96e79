package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.item.control.ItemChanged;
import bankapi.item.control.Items;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.TestEvents;
import bankapi.platform.control.Audit;
import bankapi.platform.control.AuditTrail;
import bankapi.platform.control.AuditView;
import bankapi.platform.control.GatewayException.Code;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.RandomSecrets;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserDetails;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Registration;
import bankapi.site.entity.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RemovalsIT {

  private static final String OPERATOR = "olivia";
  private static final String USERS = "GET /v3/aggregation/users";
  private static final String MAKE = "POST /v3/aggregation/users";
  private static final StubBridge.Answer GONE = raw(204, "text/plain", "");

  private final TestFlow flow;
  private final StubBridge bridge = new StubBridge();
  private final BridgeUserAdmin users;
  private final AuditTrail audit;
  private final Removals removals;
  private final ItemRereads rereads;
  private final Connections links;
  private final ApiCaller customer;

  RemovalsIT(TestDatabase database) {
    flow = new TestFlow(database);
    BridgeGateway gateway = new TestGateway(bridge.url(), flow.clock).start();
    Audit entries = database.store(Audit.class, flow.clock);
    users = database.store(BridgeUserAdmin.class, flow.clock, entries);
    audit = database.store(AuditTrail.class, entries);
    Items items =
        TestBeans.create(
            Items.class, flow.items, flow.tenancy, gateway, audit, new TestEvents<ItemChanged>());
    removals =
        TestBeans.create(
            Removals.class, gateway, flow.items, items, flow.connections, users, audit, flow.clock);
    rereads = TestBeans.create(ItemRereads.class, flow.items, flow.connections, gateway, audit);
    links =
        TestBeans.create(
            Connections.class,
            flow.registry,
            flow.tenancy,
            items,
            flow.connections,
            gateway,
            new RandomSecrets());
    customer = flow.customer();
    bridgeHas("");
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  private BridgeUserView user(String name) {
    UUID id = enrolled(name).id();
    return flow.registry.known(id, UUID.randomUUID());
  }

  private BridgeUserView enrolled(String name) {
    flow.clock.pass(Duration.ofSeconds(1));
    return flow.registry.enrol(customer, registration(name)).user();
  }

  private static Registration registration(String name) {
    return new Registration(
        "erp", name, "https://erp.fr", "https://erp.fr/banks", "https://erp.fr/hook", "fr");
  }

  private void link(String name) {
    links.link(
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

  /** What Bridge answers to who asks for a user by our id. */
  private void bridgeHas(String user) {
    bridge.on(USERS, json(200, StubBridge.page(user, null)));
  }

  private static String atBridge(UUID made, UUID externalId) {
    return "{\"uuid\":\"" + made + "\",\"external_user_id\":\"" + externalId + "\"}";
  }

  private long item(BridgeUserView user) {
    long item = TestFlow.newItem();
    flow.connections.heard(user.id(), flow.item(item, 0), "event:" + item);
    flow.clock.pass(Duration.ofSeconds(1));
    return item;
  }

  private boolean isDeleted(long item) {
    return flow.items.byBridgeId(item).orElseThrow().deletedAt() != null;
  }

  private static String path(BridgeUserView user) {
    return path(user.knownUuid());
  }

  private static String path(UUID bridgeUuid) {
    return "DELETE /v3/aggregation/users/" + bridgeUuid;
  }

  private void remove(BridgeUserView user) {
    removals.user(user.siteId(), user.id(), OPERATOR);
  }

  private void suspend(BridgeUserView user) {
    flow.database.doInTransaction(em -> em.find(Site.class, user.siteId()).suspend());
  }

  private List<String> names(BridgeUserView user) {
    return users.list(user.siteId(), null, new PageWish(50, null)).data().stream()
        .map(BridgeUserDetails::user)
        .toList();
  }

  /** The actions, in no order. */
  private List<String> audited(String subject) {
    return audit.list(OPERATOR, null, subject, null, null, new PageWish(50, null)).data().stream()
        .map(AuditView::action)
        .toList();
  }

  /** Sees what the audit says when Bridge is asked. */
  private StubBridge.Answer noting(String subject, List<String> seen, StubBridge.Answer answer) {
    return (asked, exchange) -> {
      seen.addAll(audited(subject));
      answer.write(asked, exchange);
    };
  }

  @Test
  void aUserIsDeletedAtBridgeWithAllItemsAndItsNameIsForgotten() {
    BridgeUserView user = user("anna@erp.fr");
    BridgeUserView other = user("bert@erp.fr");
    long item = item(user);
    long kept = item(other);
    bridge.on(path(user), GONE);
    remove(user);
    assertThat(bridge.asked(path(user))).hasSize(1);
    assertThat(isDeleted(item)).isTrue();
    assertThat(isDeleted(kept)).isFalse();
    assertThat(flow.told(user)).containsExactly("item.created", "item.created", "item.deleted");
    assertThat(names(user)).containsExactly("bert@erp.fr");
    assertThat(flow.items.byBridgeId(item).orElseThrow().user()).doesNotContain("anna");
    assertThat(audited("user " + user.id()))
        .containsExactlyInAnyOrder("user.delete-begun", "user.delete");
  }

  @Test
  void theNameIsFreeAgain() {
    BridgeUserView user = user("anna@erp.fr");
    bridge.on(path(user), GONE);
    remove(user);
    fails(Code.NOT_FOUND, () -> flow.tenancy.bridgeUsers(customer, "erp", "anna@erp.fr"));
    fails(
        Code.NOT_FOUND,
        () -> flow.tenancy.bridgeUsers(customer, "erp", user.knownUuid().toString()));
    fails(Code.NOT_FOUND, () -> flow.tenancy.bridgeUsers(customer, "erp", null));
    String formerly = "forgotten-" + user.id();
    fails(Code.NOT_FOUND, () -> flow.tenancy.bridgeUsers(customer, "erp", formerly));
    fails(Code.NOT_FOUND, () -> enrolled(formerly));
    BridgeUserView again = user("anna@erp.fr");
    assertThat(again.id()).isNotEqualTo(user.id());
    assertThat(again.externalId()).isNotEqualTo(user.externalId());
  }

  @Test
  void saidAgainAfterItDiedInBetweenTheRestIsDone() {
    BridgeUserView user = user("anna@erp.fr");
    bridge.on(path(user), error(404, "user.not_found", "User not found"));
    remove(user);
    assertThat(names(user)).isEmpty();
    BridgeUserView lost = user("bert@erp.fr");
    flow.items.userLost(lost);
    remove(lost);
    remove(lost);
    assertThat(bridge.asked(path(lost))).as("known to be gone").isEmpty();
    assertThat(names(lost)).isEmpty();
    assertThat(audited("user " + lost.id()))
        .containsExactlyInAnyOrder(
            "user.delete-begun", "user.delete", "user.delete-begun", "user.delete");
  }

  @Test
  void whomBridgeMadeUnseenIsDeletedThere() {
    BridgeUserView user = enrolled("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridgeHas(atBridge(made, user.externalId()));
    bridge.on(path(made), error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    assertThat(names(user)).hasSize(1);
    bridge.on(path(made), GONE);
    remove(user);
    assertThat(names(user)).isEmpty();
    assertThat(bridge.asked(USERS).get(0).query())
        .containsEntry("external_user_id", user.externalId().toString());
    fails(Code.CONFLICT, () -> flow.registry.known(user.id(), made));
  }

  /** Made again after Bridge had deleted it, by a process that died then. */
  @Test
  void whoWasLostAndMadeAgainUnseenIsDeletedThere() {
    BridgeUserView user = user("anna@erp.fr");
    flow.items.userLost(user);
    UUID made = UUID.randomUUID();
    bridgeHas(atBridge(made, flow.tenancy.bridgeUser(user.id()).externalId()));
    bridge.on(path(made), GONE);
    remove(user);
    assertThat(bridge.asked(path(made))).hasSize(1);
    assertThat(bridge.asked(path(user))).as("known to be gone").isEmpty();
    fails(Code.CONFLICT, () -> flow.registry.known(user.id(), user.knownUuid()));
  }

  @Test
  void whoIsDeletedWhileBridgeMakesItDoesNotStayThere() {
    BridgeUserView user = enrolled("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridge.on(
        MAKE,
        (asked, exchange) -> {
          remove(user);
          json(201, atBridge(made, user.externalId())).write(asked, exchange);
        });
    bridge.on(path(made), GONE);
    fails(Code.CONFLICT, () -> link("anna@erp.fr"));
    assertThat(bridge.asked(path(made))).hasSize(1);
  }

  @Test
  void whoCouldNotBeTakenBackIsDeletedWhenItIsSaidAgain() {
    BridgeUserView user = enrolled("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridge.on(
        MAKE,
        (asked, exchange) -> {
          remove(user);
          json(201, atBridge(made, user.externalId())).write(asked, exchange);
        });
    bridge.on(path(made), error(500, "x", "broken"));
    fails(Code.CONFLICT, () -> link("anna@erp.fr"));
    bridgeHas(atBridge(made, user.externalId()));
    bridge.on(path(made), GONE);
    int before = bridge.asked(path(made)).size();
    remove(user);
    assertThat(bridge.asked(path(made))).hasSize(before + 1);
  }

  @Test
  void whoWasDeletedAtBridgeDoesNotComeBack() {
    BridgeUserView user = user("anna@erp.fr");
    flow.items.userLost(user);
    fails(Code.CONFLICT, () -> flow.registry.known(user.id(), user.knownUuid()));
    UUID made = UUID.randomUUID();
    assertThat(flow.registry.known(user.id(), made).bridgeUuid()).isEqualTo(made);
  }

  @Test
  void whoWantsADeletionIsWrittenDownBeforeBridgeIsAsked() {
    BridgeUserView user = user("anna@erp.fr");
    List<String> seen = new ArrayList<>();
    bridge.on(path(user), noting("user " + user.id(), seen, GONE));
    long item = item(user);
    bridge.on(
        "DELETE /v3/aggregation/items/" + item,
        noting("item " + item, seen, error(422, "x", "Not this one")));
    fails(Code.BRIDGE_REFUSED, () -> removals.item(item, OPERATOR));
    remove(user);
    assertThat(seen).containsExactly("item.delete-begun", "user.delete-begun");
    assertThat(audited("item " + item)).containsExactly("item.delete-begun");
  }

  @Test
  void whoReadsAnItemIsWrittenDownBeforeBridgeIsAsked() {
    long item = item(user("anna@erp.fr"));
    List<String> seen = new ArrayList<>();
    bridge.on(
        "GET /v3/aggregation/items/" + item,
        noting("item " + item, seen, error(404, "item.not_found", "Item not found")));
    assertThat(rereads.read(item, OPERATOR).deletedAt()).isNotNull();
    assertThat(seen).containsExactly("item.read");
    assertThat(audited("item " + item)).containsExactly("item.read");
  }

  @Test
  void whatIsNotAuditedIsNotDeletedHere() {
    long item = item(user("anna@erp.fr"));
    String tooLong = "x".repeat(500);
    assertThatThrownBy(() -> flow.items.deleted(item, tooLong)).isNotNull();
    assertThat(isDeleted(item)).isFalse();
  }

  /** Bridge's webhook came before the answer. */
  @Test
  void whatIsToldDeletedMeanwhileIsStillAuditedAsDone() {
    long item = item(user("anna@erp.fr"));
    bridge.on(
        "DELETE /v3/aggregation/items/" + item,
        (asked, exchange) -> {
          flow.items.deleted(item);
          GONE.write(asked, exchange);
        });
    removals.item(item, OPERATOR);
    assertThat(audited("item " + item))
        .containsExactlyInAnyOrder("item.delete-begun", "item.delete");
  }

  @Test
  void whereBridgeFailsNothingChanges() {
    BridgeUserView user = user("anna@erp.fr");
    long item = item(user);
    bridge.on(path(user), raw(404, "text/html", "<html>404</html>"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    bridge.on(path(user), error(404, "route.not_found", "No such route"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    bridge.on(path(user), error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> remove(user));
    assertThat(isDeleted(item)).isFalse();
    assertThat(names(user)).containsExactly("anna@erp.fr");
    assertThat(audited("user " + user.id())).hasSize(3).containsOnly("user.delete-begun");
  }

  @Test
  void aUserOfAnotherSiteIsNotFound() {
    BridgeUserView user = user("anna@erp.fr");
    UUID otherSite = flow.user().siteId();
    fails(Code.NOT_FOUND, () -> removals.user(otherSite, user.id(), OPERATOR));
    fails(Code.NOT_FOUND, () -> removals.user(user.siteId(), UUID.randomUUID(), OPERATOR));
    fails(Code.NOT_FOUND, () -> users.list(UUID.randomUUID(), null, new PageWish(50, null)));
  }

  @Test
  void whoConnectsAgainAtThatMomentIsKept() {
    BridgeUserView user = user("anna@erp.fr");
    UUID made = UUID.randomUUID();
    bridge.on(
        path(user),
        (asked, exchange) -> {
          flow.items.userLost(user);
          flow.registry.known(user.id(), made);
          GONE.write(asked, exchange);
        });
    fails(Code.CONFLICT, () -> remove(user));
    assertThat(names(user)).containsExactly("anna@erp.fr");
    assertThat(flow.tenancy.bridgeUser(user.id()).bridgeUuid()).isEqualTo(made);
  }

  @Test
  void allUsersOfASuspendedSiteAreDeleted() {
    List<BridgeUserView> all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    UUID site = all.get(0).siteId();
    all.forEach(user -> bridge.on(path(user), GONE));
    fails(Code.CONFLICT, () -> removals.users(site, OPERATOR));
    assertThat(names(all.get(0))).as("the site is active").hasSize(3);
    suspend(all.get(0));
    bridge.on(path(all.get(1)), error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> removals.users(site, OPERATOR));
    assertThat(names(all.get(0))).containsExactly("chloe", "bert");
    bridge.on(path(all.get(1)), GONE);
    assertThat(removals.users(site, OPERATOR)).isEqualTo(new Removals.Removed(2, 0, false));
    assertThat(names(all.get(0))).isEmpty();
    assertThat(removals.users(site, OPERATOR)).isEqualTo(new Removals.Removed(0, 0, false));
    fails(Code.NOT_FOUND, () -> removals.users(UUID.randomUUID(), OPERATOR));
  }

  @Test
  void whomBridgeRefusesToDeleteStandsInNobodysWay() {
    List<BridgeUserView> all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    all.forEach(user -> bridge.on(path(user), GONE));
    bridge.on(path(all.get(0)), error(422, "users.deletion.refused", "Not this one"));
    suspend(all.get(0));
    UUID site = all.get(0).siteId();
    assertThat(removals.users(site, OPERATOR)).isEqualTo(new Removals.Removed(2, 1, false));
    assertThat(names(all.get(0))).containsExactly("anna");
  }

  @Test
  void openRequestsEndWhileTheirSiteStillKnowsWhoseTheyAre() {
    BridgeUserView user = user("anna@erp.fr");
    flow.open(user, null);
    bridge.on(path(user), GONE);
    remove(user);
    assertThat(flow.told(user)).containsExactly("connection.expired");
    assertThat(flow.bodies(user, "connection.expired").get(0)).contains("anna@erp.fr");
  }

  @Test
  void whatLastsTooLongForOneAnswerIsLeftForTheNext() {
    List<BridgeUserView> all = Stream.of("anna", "bert", "chloe").map(this::user).toList();
    all.forEach(
        user ->
            bridge.on(
                path(user),
                (asked, exchange) -> {
                  flow.clock.pass(Duration.ofSeconds(5));
                  GONE.write(asked, exchange);
                }));
    suspend(all.get(0));
    assertThat(removals.users(all.get(0).siteId(), OPERATOR))
        .isEqualTo(new Removals.Removed(2, 0, true));
  }

  @Test
  void anItemIsDeletedWhoeverOwnsIt() {
    BridgeUserView user = user("anna@erp.fr");
    long item = item(user);
    String path = "DELETE /v3/aggregation/items/" + item;
    bridge.on("POST /v3/aggregation/authorization/token", json(201, StubBridge.token("anybody")));
    bridge.on(path, error(500, "x", "broken"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> removals.item(item, OPERATOR));
    assertThat(isDeleted(item)).isFalse();
    bridge.on(path, GONE);
    removals.item(item, OPERATOR);
    removals.item(item, OPERATOR);
    assertThat(flow.told(user)).containsExactly("item.created", "item.deleted");
    assertThat(audited("item " + item)).containsOnlyOnce("item.delete");
    fails(Code.NOT_FOUND, () -> removals.item(TestFlow.newItem(), OPERATOR));
  }
}

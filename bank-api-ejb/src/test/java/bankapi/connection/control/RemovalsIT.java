package bankapi.connection.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserAdmin;
import bankapi.site.control.BridgeUserDetails;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Registration;
import bankapi.site.entity.Site;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RemovalsIT {

  private static final String OPERATOR = "olivia";
  private static final StubBridge.Answer GONE = raw(204, "text/plain", "");

  private final TestFlow flow;
  private final StubBridge bridge = new StubBridge();
  private final BridgeUserAdmin users;
  private final AuditTrail audit;
  private final Removals removals;
  private final ApiCaller customer;

  RemovalsIT(TestDatabase database) {
    flow = new TestFlow(database);
    BridgeGateway gateway = new TestGateway(bridge.url(), flow.clock).start();
    Audit entries = database.store(Audit.class, flow.clock);
    users = database.store(BridgeUserAdmin.class, flow.clock, entries);
    audit = database.store(AuditTrail.class, entries);
    Items items =
        TestBeans.create(
            Items.class, flow.items, flow.tenancy, gateway, new TestEvents<ItemChanged>());
    removals =
        TestBeans.create(
            Removals.class, gateway, flow.items, items, flow.connections, users, audit, flow.clock);
    customer = flow.customer();
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
    Registration registration =
        new Registration(
            "erp", name, "https://erp.fr", "https://erp.fr/banks", "https://erp.fr/hook", "fr");
    flow.clock.pass(Duration.ofSeconds(1));
    return flow.registry.enrol(customer, registration).user();
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
    return "DELETE /v3/aggregation/users/" + user.knownUuid();
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

  private List<AuditView> audited(String subject) {
    return audit.list(OPERATOR, null, subject, null, null, new PageWish(50, null)).data();
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
        .extracting(AuditView::action, AuditView::detail)
        .containsExactly(tuple("user.delete", null));
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
    assertThat(audited("user " + lost.id())).hasSize(1);
  }

  @Test
  void whoWasNeverMadeAtBridgeIsForgottenWithoutAsking() {
    BridgeUserView user = enrolled("anna@erp.fr");
    remove(user);
    assertThat(names(user)).isEmpty();
    fails(Code.CONFLICT, () -> flow.registry.known(user.id(), UUID.randomUUID()));
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
    assertThat(audited("user " + user.id())).isEmpty();
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
    assertThat(audited("item " + item)).hasSize(1);
    fails(Code.NOT_FOUND, () -> removals.item(TestFlow.newItem(), OPERATOR));
  }
}

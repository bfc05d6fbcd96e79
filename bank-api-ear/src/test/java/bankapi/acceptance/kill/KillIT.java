package bankapi.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.kill.KillPoint.Fact;
import bankapi.acceptance.kill.Tenant.Link;
import bankapi.acceptance.server.Node;
import bankapi.acceptance.server.Operators;
import bankapi.acceptance.server.Postgres;
import bankapi.acceptance.server.TwoNodes;
import bankapi.acceptance.system.AdminSystem;
import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.SiteSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process that does a step is killed there, with SIGKILL, and the other one takes over: every
 * event of Bridge still leads to exactly one outcome, which the site hears at least once.
 */
class KillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ACT = "item.action_required";
  private static final String CONNECTED = "connection.succeeded";
  private static final Map<String, Integer> CODE_NEEDED = Map.of("status", 1010);

  /** Bridge has deleted the item, and nothing is written here. */
  private static final String DELETED_AT_BRIDGE = "entry bankapi.item.control.ItemStore:deleted";

  /** A user is deleted, there and here, and their run does not know it yet. */
  private static final String USER_DELETED =
      "entry bankapi.connection.control.UserRunStore:deleted";

  private static final Trap TRAP =
      new Trap(
          TwoNodes.work("kill"),
          Stream.of(
                  Arrays.stream(KillPoint.values()).map(KillPoint::point),
                  Arrays.stream(ReturnPoint.values()).map(ReturnPoint::point),
                  Stream.of(DELETED_AT_BRIDGE, USER_DELETED))
              .flatMap(points -> points)
              .toList());
  private static final TwoNodes NODES =
      new TwoNodes(List.of("jar", "jar"), "kill", TRAP.javaOption());
  private static final Postgres DATABASE = NODES.database();
  private static final BridgeSystem BRIDGE = NODES.bridge();

  @BeforeEach
  void somebodyIsThere() {
    NODES.awaitAnyReady();
  }

  /** Whatever a failed test left: the next one finds both nodes running. */
  @AfterEach
  void nobodyIsCaught() {
    TRAP.caught().ifPresent(process -> kill(NODES.byProcess(process)));
    TRAP.forget();
    NODES.nodes().stream().filter(node -> !node.runs()).forEach(Node::start);
  }

  @ParameterizedTest
  @EnumSource
  void anEventOfBridgeHasOneOutcome(KillPoint point) {
    Tenant tenant = new Tenant(NODES);
    long item = tenant.connect();
    awaitDrained();
    long stored = stored(item, "true");
    long reads = reads(item);
    if (!point.facts().contains(Fact.STORED)) {
      // Bridge repeats after ever longer pauses: somebody must be there to hear it
      NODES.nodes().forEach(NODES::awaitReady);
    }
    TRAP.arm(point.point());
    BRIDGE.refresh(item, CODE_NEEDED);
    Node victim = NODES.byProcess(TRAP.awaitCaught());
    // one thread stands still: what left the process before may still arrive
    Awaitility.await(point + " stands where it says")
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              Set<Fact> facts = facts(tenant, item, stored, reads);
              if (point.isFree()) {
                assertThat(facts).containsAll(point.facts());
              } else {
                assertThat(facts).isEqualTo(point.facts());
              }
            });
    int arrived = tenant.heard(ACT).size();
    kill(victim);

    assertToldOnce(tenant, ACT);
    if (point.facts().contains(Fact.SETTLED)) {
      assertThat(tenant.heard(ACT)).as("what is settled is not sent again").hasSize(arrived);
    } else if (!point.isFree()) {
      assertThat(tenant.heard(ACT)).as("sent by the other one").hasSizeGreaterThan(arrived);
    }
    assertThat(stored(item, "e.state = 'DONE'")).as("stored once").isEqualTo(stored + 1);
    assertThat(reads(item) - reads)
        .as("questions to Bridge")
        .isBetween(1L, (long) point.mostReads());
  }

  /** Inside its transaction the person does not try again: Bridge's webhooks tell of it. */
  @ParameterizedTest
  @EnumSource
  void aReturnFromBridgeHasOneOutcome(ReturnPoint point) {
    Tenant tenant = new Tenant(NODES);
    Link link = tenant.link();
    BRIDGE.webhooks("{\"order\":\"held\"}");
    try {
      BridgeSystem.Visit visit = BRIDGE.connect(link.url());
      TRAP.arm(point.point());
      CompletableFuture<Answer> cutOff =
          CompletableFuture.supplyAsync(() -> tenant.browse(visit.callback()));
      Node victim = NODES.byProcess(TRAP.awaitCaught());
      assertThat(tenant.deliveries(CONNECTED, "true")).isEqualTo(point.committed() ? 1 : 0);
      kill(victim);
      assertThat(cutOff).as("the browser gets an answer or an error").satisfies(this::ends);
      if (point != ReturnPoint.INSIDE_RETURNED) {
        Awaitility.await("the person is sent home")
            .atMost(PATIENCE)
            .ignoreExceptions()
            .until(
                () ->
                    tenant
                        .browse(visit.callback())
                        .header("Location")
                        .orElse("")
                        .contains("success=true"));
      }
      // Bridge repeats after ever longer pauses: somebody must be there to hear it
      NODES.awaitAnyReady();
    } finally {
      BRIDGE.webhooks("{\"order\":\"before\"}");
      BRIDGE.releaseWebhooks();
    }
    assertToldOnce(tenant, CONNECTED);
    assertThat(tenant.statusOf(link)).isEqualTo("succeeded");
    assertThat(tenant.heard("item.created")).isEmpty();
  }

  /** Who wanted it is in the audit; said again, it is done here as well, and told once. */
  @Test
  void whatAnOperatorDeletesIsDeletedHereAndThere() {
    NODES.nodes().forEach(NODES::awaitReady);
    Tenant tenant = new Tenant(NODES);
    long item = tenant.connect();
    awaitDrained();
    String path = "items/" + item;
    AdminSystem operator =
        AdminSystem.at(NODES.gateway("", "").asGuest())
            .login(Operators.OPERATOR, Operators.PASSWORD);
    BRIDGE.webhooks("{\"order\":\"held\"}");
    try {
      TRAP.arm(DELETED_AT_BRIDGE);
      CompletableFuture<Answer> cutOff = CompletableFuture.supplyAsync(() -> operator.delete(path));
      Node victim = NODES.byProcess(TRAP.awaitCaught());
      assertThat(BRIDGE.has(item)).isFalse();
      kill(victim);
      assertThat(cutOff).as("the operator gets an answer or an error").satisfies(this::ends);
      NODES.awaitAnyReady();
      assertThat(audited(operator, "item.delete-begun", item)).isEqualTo(1);
      assertThat(audited(operator, "item.delete", item)).isZero();
      assertThat(operator.get(path).json().path("deleted_at").isNull()).isTrue();
      assertThat(operator.delete(path).status()).isEqualTo(204);
      assertThat(audited(operator, "item.delete", item)).isEqualTo(1);
    } finally {
      BRIDGE.webhooks("{\"order\":\"before\"}");
      BRIDGE.releaseWebhooks();
    }
    assertToldOnce(tenant, "item.deleted");
  }

  private static long audited(AdminSystem operator, String action, long item) {
    return operator
        .get("audit?action=" + action)
        .json()
        .path("data")
        .findValuesAsText("subject")
        .stream()
        .filter(("item " + item)::equals)
        .count();
  }

  @Test
  void theDatabaseIsKilledAmidWork() {
    List<Tenant> tenants = IntStream.range(0, 5).mapToObj(i -> new Tenant(NODES)).toList();
    List<Long> items = tenants.stream().map(Tenant::connect).toList();
    awaitDrained();
    items.forEach(item -> BRIDGE.refresh(item, CODE_NEEDED));
    Awaitility.await("the first one is told")
        .atMost(PATIENCE)
        .until(() -> tenants.stream().anyMatch(tenant -> !tenant.heard(ACT).isEmpty()));
    DATABASE.kill();
    DATABASE.start();
    tenants.forEach(tenant -> assertToldOnce(tenant, ACT));
    items.forEach(item -> assertThat(stored(item, "e.state <> 'DONE'")).isZero());
  }

  @Test
  void theClockIsMovedForwardAndBack() {
    NODES.nodes().forEach(NODES::awaitReady);
    Tenant before = new Tenant(NODES);
    Tenant ahead = new Tenant(NODES);
    Tenant back = new Tenant(NODES);
    long itemBefore = before.connect();
    long itemAhead = ahead.connect();
    long itemBack = back.connect();
    awaitDrained();
    try {
      try (SiteSystem.Silence silence = NODES.site().silent(before.site())) {
        BRIDGE.refresh(itemBefore, CODE_NEEDED);
        awaitArrivals(before, 1);
        TRAP.moveClocks(Duration.ofHours(1), NODES.processes());
        // its lease seems over
        awaitArrivals(before, 2);
      }
      assertToldOnce(before, ACT);
      BRIDGE.refresh(itemAhead, CODE_NEEDED);
      assertToldOnce(ahead, ACT);
      assertThat(ahead.deliveries(ACT, "d.created_at > now() + interval '50 minutes'"))
          .as("the clock was ahead")
          .isEqualTo(1);
    } finally {
      TRAP.moveClocks(Duration.ZERO, NODES.processes());
    }
    BRIDGE.refresh(itemBack, CODE_NEEDED);
    assertToldOnce(back, ACT);
    // also where all that is known of the user was written an hour ahead
    BRIDGE.refresh(itemAhead, Map.of("status", 402));
    Awaitility.await("told again")
        .atMost(PATIENCE)
        .until(() -> ahead.deliveries(ACT, "d.state = 'DELIVERED'") == 2);
    awaitDrained();
  }

  /** The dead node's claim ends after minutes: the clocks are moved on. */
  @Test
  void allUsersOfASiteAreDeletedAlsoWhereTheNodeDiesAtOne() {
    NODES.nodes().forEach(NODES::awaitReady);
    Tenant tenant = new Tenant(NODES);
    long item = tenant.connect();
    awaitDrained();
    AdminSystem operator =
        AdminSystem.at(NODES.gateway("", "").asGuest())
            .login(Operators.OPERATOR, Operators.PASSWORD);
    String site =
        "sites/"
            + DATABASE
                .texts("select site_id::text from item where bridge_item_id = " + item)
                .get(0);
    assertThat(operator.post(site + "/suspend").status()).isEqualTo(200);
    TRAP.arm(USER_DELETED);
    String run = "user-runs/" + operator.post(site + "/users/delete").json().path("id").asText();
    Node victim = NODES.byProcess(TRAP.awaitCaught());
    assertThat(BRIDGE.has(item)).isFalse();
    kill(victim);
    assertThat(operator.get(run).json().path("state").asText()).isEqualTo("running");
    List<Long> other = List.of(NODES.other(victim).pid());
    try {
      TRAP.moveClocks(Duration.ofMinutes(4), other);
      Awaitility.await("the other one goes on")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> operator.get(run).json().path("state").asText().equals("finished"));
    } finally {
      TRAP.moveClocks(Duration.ZERO, other);
    }
    assertThat(operator.get(site + "/users").json().path("data")).isEmpty();
    assertToldOnce(tenant, "item.deleted");
  }

  /** As where the sandbox's credentials are replaced by those of production. */
  @Test
  void withTheCredentialsOfAnotherApplicationAtBridgeNothingStartsAndNothingIsLost()
      throws IOException {
    long item = new Tenant(NODES).connect();
    awaitDrained();
    Node node = NODES.nodes().get(0);
    String clientId = BRIDGE.config().clientId();
    node.kill();
    node.set("bankapi.bridge.client-id", "another-" + clientId);
    try {
      node.start();
      Awaitility.await(node + " gives up, see " + node.log())
          .atMost(PATIENCE)
          .until(() -> !node.runs());
      assertThat(Files.readString(node.log()).strip().lines())
          .last()
          .asString()
          .startsWith(
              "Bank API could not start: bankapi.bridge.client-id is of another application at"
                  + " Bridge than the one that the users in the database belong to");
    } finally {
      node.set("bankapi.bridge.client-id", clientId);
    }
    assertThat(
            DATABASE.number(
                "select count(*) from item where bridge_item_id = ? and deleted_at is null", item))
        .isEqualTo(1);
  }

  private static void kill(Node victim) {
    NODES.killAndStart(victim);
    TRAP.forget();
  }

  private void ends(CompletableFuture<Answer> browser) {
    Awaitility.await().atMost(PATIENCE).until(browser::isDone);
  }

  private static void awaitArrivals(Tenant tenant, int least) {
    Awaitility.await().atMost(PATIENCE).until(() -> tenant.heard(ACT).size() >= least);
  }

  /** Heard at least once, always the same; one delivery; nothing is stuck. */
  private static void assertToldOnce(Tenant tenant, String event) {
    Awaitility.await("the site hears of it")
        .atMost(PATIENCE)
        .until(() -> !tenant.heard(event).isEmpty());
    awaitDrained();
    List<Webhook> heard = tenant.heard(event);
    Webhook first = heard.get(0);
    assertThat(heard)
        .as("one id")
        .extracting(webhook -> webhook.headers().get("webhook-id"))
        .containsOnly(first.headers().get("webhook-id"));
    assertThat(heard).as("one payload").extracting(Webhook::body).containsOnly(first.body());
    assertThat(tenant.deliveries(event, "d.state = 'DELIVERED'")).as("outcomes").isEqualTo(1);
  }

  private static Set<Fact> facts(Tenant tenant, long item, long stored, long reads) {
    Set<Fact> facts = EnumSet.noneOf(Fact.class);
    add(facts, Fact.STORED, stored(item, "true") > stored);
    add(facts, Fact.CLAIMED, stored(item, "e.claim_token is not null") > 0);
    add(facts, Fact.READ, reads(item) > reads);
    add(facts, Fact.DONE, stored(item, "e.state = 'DONE'") > stored);
    add(facts, Fact.ENQUEUED, tenant.deliveries(ACT, "true") > 0);
    add(facts, Fact.LEASED, tenant.deliveries(ACT, "d.claim_token is not null") > 0);
    add(facts, Fact.HEARD, !tenant.heard(ACT).isEmpty());
    add(facts, Fact.SETTLED, tenant.deliveries(ACT, "d.state = 'DELIVERED'") > 0);
    return facts;
  }

  private static void add(Set<Fact> facts, Fact fact, boolean is) {
    if (is) {
      facts.add(fact);
    }
  }

  /** Bridge's webhooks of refreshes of this item that are stored. */
  private static long stored(long item, String condition) {
    return DATABASE.number(
        "select count(*) from received_event e where e.bridge_item_id = ?"
            + " and e.event_type = 'item.refreshed' and "
            + condition,
        item);
  }

  /** How often Bridge was asked for this item. */
  private static long reads(long item) {
    return BRIDGE.calls("?path=/v3/aggregation/items/" + item).size();
  }

  /** Nothing waits, nothing is claimed: not an event, not a delivery, not a request. */
  private static void awaitDrained() {
    Awaitility.await("nothing is stuck")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(number("received_event where state <> 'DONE'")).as("events").isZero();
              assertThat(number("received_event where claim_token is not null")).isZero();
              assertThat(number("delivery where state <> 'DELIVERED'")).as("deliveries").isZero();
              assertThat(number("delivery where claim_token is not null")).isZero();
              assertThat(number("connection_request where state = 'OPEN'")).as("open").isZero();
            });
  }

  private static long number(String from) {
    return DATABASE.number("select count(*) from " + from);
  }
}

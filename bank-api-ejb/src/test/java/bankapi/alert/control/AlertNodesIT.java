package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.delivery.control.PostLimits;
import bankapi.platform.OnEachDatabase;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several nodes that look and tell at once. */
@OnEachDatabase
class AlertNodesIT extends AtAlerts {

  private static final String TOKEN = "POST /v3/aggregation/authorization/token";
  private static final String ITEMS = "GET /v3/aggregation/items";

  AlertNodesIT(TestDatabase database) {
    super(database);
  }

  @Test
  void whileAPostMayStillArriveNoOtherNodeMakesIt() {
    PostLimits patient =
        new PostLimits() {
          @Override
          public Duration total() {
            return Duration.ofMinutes(10);
          }
        };
    NoticeQueue node = database.store(NoticeQueue.class, clock, policy, patient);
    chat.broken(true);
    roundsFor(OPEN_AFTER.plusSeconds(30), condition(0));
    clock.pass(Duration.ofHours(1));
    assertThat(node.claim(chat.key(), 20)).hasSize(1);
    clock.pass(Duration.ofMinutes(14));
    assertThat(node.claim(chat.key(), 20)).isEmpty();
    clock.pass(Duration.ofMinutes(1));
    assertThat(node.claim(chat.key(), 20)).as("the node died with it").hasSize(1);
  }

  /** As where a new secret has not come to all nodes. */
  @Test
  void credentialsThatOneNodeIsRefusedAreToldAlsoWhileAnotherIsNot() {
    try (StubBridge refusing = new StubBridge();
        StubBridge taking = new StubBridge()) {
      refusing.on(TOKEN, StubBridge.error(401, "invalid_client_credentials", "no"));
      taking.on(ITEMS, StubBridge.json(200, StubBridge.page("", null)));
      Node refused = new Node(refusing);
      Node taken = new Node(taking);
      for (int round = 0; round < 12; round++) {
        clock.pass(Duration.ofSeconds(10));
        refused.round();
        clock.pass(Duration.ofSeconds(5));
        taken.round();
      }
      assertThat(told(chat)).containsExactly("Problem");
      refusing.on(TOKEN, StubBridge.json(200, StubBridge.token("t")));
      refusing.on(ITEMS, StubBridge.json(200, StubBridge.page("", null)));
      for (int round = 0; round < 48; round++) {
        clock.pass(Duration.ofSeconds(15));
        refused.round();
        taken.round();
      }
      assertThat(told(chat)).containsExactly("Problem", "Over");
    }
  }

  /** Asks Bridge in each round. */
  private final class Node {

    private final BridgeCaller who = new BridgeCaller(UUID.randomUUID(), UUID.randomUUID());
    private final BridgeGateway gateway;
    private final BridgeAlerts alerts;

    Node(StubBridge bridge) {
      TestGateway rig = new TestGateway(bridge.url(), clock);
      gateway = rig.start();
      alerts = TestBeans.create(BridgeAlerts.class, rig.watch(), clock);
    }

    void round() {
      try {
        gateway.items(who, Duration.ofSeconds(5));
      } catch (GatewayException e) {
        assertThat(e.code()).isEqualTo(Code.BRIDGE_UNAVAILABLE);
      }
      watch.writeDown(alerts.credentials(), channels.keys());
      courier.tick();
    }
  }

  @Test
  void fourNodesAtOnceTellOnce() throws Exception {
    together(() -> watch.writeDown(sight(), channels.keys()));
    clock.pass(OPEN_AFTER);
    together(
        () -> {
          watch.writeDown(sight(), channels.keys());
          courier.tick();
        });
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(told(mail)).containsExactly("Problem");
    clock.pass(CLOSE_AFTER.plusMinutes(1));
    together(
        () -> {
          watch.writeDown(new Sight(KIND, clock.instant(), List.of()), channels.keys());
          courier.tick();
        });
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem", "Over");
    assertThat(told(mail)).containsExactly("Problem", "Over");
  }

  private void together(Runnable work) throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    CyclicBarrier start = new CyclicBarrier(4);
    Callable<Boolean> node =
        () -> {
          start.await();
          work.run();
          return true;
        };
    for (Future<Boolean> one : nodes.invokeAll(Collections.nCopies(4, node))) {
      one.get();
    }
    nodes.shutdown();
  }

  /** It died between sending and settling: told again when its claim has ended. */
  @Test
  void whatANodeThatDiedHadClaimedIsToldByAnother() {
    round(condition(0));
    clock.pass(OPEN_AFTER);
    watch.writeDown(sight(), channels.keys());
    ClaimedNotice lost = queue.claim(chat.key(), 20).get(0);
    courier.tick();
    assertThat(told(chat)).isEmpty();
    clock.pass(Duration.ofMinutes(6));
    courier.tick();
    assertThat(told(chat)).containsExactly("Problem");
    assertThat(queue.failed(lost, "late", null)).as("its claim is lost").isFalse();
    assertThat(view().told()).extracting(AlertView.Told::state).containsOnly("told");
  }
}

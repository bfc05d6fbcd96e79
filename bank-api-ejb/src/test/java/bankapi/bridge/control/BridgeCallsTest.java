package bankapi.bridge.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static bankapi.bridge.control.StubBridge.raw;
import static bankapi.platform.Failures.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is repeated, how long Bridge is waited for, and when it is left alone. */
class BridgeCallsTest extends AtBridge {

  @Test
  void aReadIsRepeatedTwiceWhenBridgeIsBrieflyAway() {
    bridge.on(ITEM, raw(503, "text/html", "x"), raw(502, "text/html", "x"), json(200, HEALTHY));
    assertThat(item()).isPresent();
    assertThat(bridge.asked(ITEM)).hasSize(3);
  }

  @Test
  void aReadIsNotRepeatedForEver() {
    bridge.on(ITEM, raw(504, "text/html", "x"));
    fails(Code.BRIDGE_UNAVAILABLE, () -> item());
    assertThat(bridge.asked(ITEM)).hasSize(3);
  }

  @Test
  void aWriteIsNotRepeated() {
    bridge.on("POST /v3/aggregation/users", raw(503, "text/html", "x"));
    fails(
        Code.BRIDGE_UNAVAILABLE,
        () -> rig.start().createUser(who.tenant(), UUID.randomUUID(), true));
    assertThat(bridge.asked("POST /v3/aggregation/users")).hasSize(1);
  }

  @Test
  void aDeletionIsRepeatedAsItDoesNoHarm() {
    String delete = "DELETE /v3/aggregation/items/7";
    bridge.on(delete, raw(503, "text/html", "x"), raw(204, "application/json", ""));
    assertThat(rig.start().deleteItem(who, 7)).isTrue();
    assertThat(bridge.asked(delete)).hasSize(2);
  }

  @Test
  void nobodyListeningIsBridgeUnavailable() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    TestGateway nowhere = new TestGateway(URI.create("http://127.0.0.1:" + port), clock);
    fails(Code.BRIDGE_UNAVAILABLE, () -> nowhere.start().account(who, 1, Duration.ofSeconds(5)));
  }

  @Test
  void aSilentBridgeIsAskedOnce() {
    rig.producer.readTimeout = Duration.ofMillis(200);
    bridge.on("GET /v3/aggregation/accounts/1", (asked, exchange) -> new CountDownLatch(1).await());
    fails(Code.BRIDGE_UNAVAILABLE, () -> rig.start().account(who, 1, Duration.ofSeconds(5)));
    assertThat(bridge.asked("GET /v3/aggregation/accounts/1")).hasSize(1);
  }

  @Test
  void anItemIsWaitedForNoLongerThanAsked() {
    bridge.on(ITEM, (asked, exchange) -> new CountDownLatch(1).await());
    long start = System.nanoTime();
    fails(Code.BRIDGE_UNAVAILABLE, () -> rig.start().item(who, 7, "en", Duration.ofMillis(300)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void theBreakerOpensWhenBridgeIsBrokenAndClosesWhenItIsBack() {
    rig.calls.breakerCalls = 6;
    for (int id = 1; id <= 3; id++) {
      bridge.on("GET /v3/providers/" + id, raw(500, "text/html", "x"));
    }
    BridgeGateway gateway = rig.start();
    for (int id = 1; id <= 3; id++) {
      int broken = id;
      fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), broken));
    }
    GatewayException refused =
        fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    assertThat(bridge.asked("GET /v3/providers/1")).hasSize(1);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(30));
    bridge.on("GET /v3/providers/1", json(200, "{\"id\":1}"));
    clock.move(Duration.ofSeconds(31));
    assertThat(gateway.provider(who.tenant(), 1)).isPresent();
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepTheBreakerOpen() {
    rig.calls.steady = BridgeCalls.STEADY;
    rig.calls.openFor = Duration.ofMillis(100);
    rig.calls.breakerCalls = 2;
    bridge.on("GET /v3/providers/1", raw(503, "text/html", "x"));
    BridgeGateway gateway = rig.start();
    fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    clock.move(Duration.ofHours(-1));
    bridge.on("GET /v3/providers/1", json(200, "{\"id\":1}"));
    await().ignoreExceptions().until(() -> gateway.provider(who.tenant(), 1), Optional::isPresent);
  }

  @Test
  void oneUserWhoseReadsAlwaysFailKeepsNobodyFromBridge() {
    rig.calls.breakerCalls = 6;
    rig.producer.readTimeout = Duration.ofMillis(200);
    bridge.on(
        ITEM,
        raw(500, "text/html", "x"),
        raw(500, "text/html", "x"),
        raw(200, "text/html", "x"),
        raw(504, "text/html", "x"),
        raw(504, "text/html", "x"),
        raw(504, "text/html", "x"),
        (asked, exchange) -> new CountDownLatch(1).await());
    BridgeGateway gateway = rig.start();
    for (int i = 0; i < 10; i++) {
      fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.item(who, 7, "en", Duration.ofSeconds(10)));
    }
    assertThat(bridge.asked(ITEM)).as("never spared, and asked again after each 504").hasSize(12);
    bridge.on("GET /v3/providers/1", json(200, "{\"id\":1}"));
    assertThat(gateway.provider(who.tenant(), 1)).isPresent();
  }

  /** Three calls try whether Bridge is back: none of them is his for ever. */
  @Test
  void norWhileItIsTriedWhetherBridgeIsBack() {
    rig.calls.breakerCalls = 6;
    bridge.on(ITEM, raw(500, "text/html", "x"));
    bridge.on("GET /v3/providers/1", raw(503, "text/html", "x"));
    BridgeGateway gateway = rig.start();
    fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.item(who, 7, "en", Duration.ofSeconds(10)));
    fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    assertThat(rig.calls.breaker()).isEqualTo(CircuitBreaker.State.OPEN);
    bridge.on("GET /v3/providers/1", json(200, "{\"id\":1}"));
    clock.move(Duration.ofSeconds(31));
    assertThat(gateway.provider(who.tenant(), 1)).isPresent();
    fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.item(who, 7, "en", Duration.ofSeconds(10)));
    assertThat(gateway.provider(who.tenant(), 1)).isPresent();
    assertThat(rig.calls.breaker()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void aBridgeThatCannotBeReachedIsSparedWhoeverAsks() {
    rig.calls.breakerCalls = 6;
    bridge.on("GET /v3/providers/1", raw(503, "text/html", "x"));
    BridgeGateway gateway = rig.start();
    fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    fails(Code.BRIDGE_UNAVAILABLE, () -> gateway.provider(who.tenant(), 1));
    assertThat(bridge.asked("GET /v3/providers/1")).hasSize(3);
  }

  @Test
  void refusalsDoNotOpenTheBreaker() {
    rig.calls.breakerCalls = 6;
    bridge.on("GET /v3/providers/1", error(404, "not_found", "no"));
    BridgeGateway gateway = rig.start();
    for (int i = 0; i < 20; i++) {
      assertThat(gateway.provider(who.tenant(), 1)).isEmpty();
    }
    assertThat(bridge.asked("GET /v3/providers/1")).hasSize(20);
  }

  @Test
  void waitsOutBridgesLimitAsLongAsBridgeSays() {
    bridge.on(ITEM, json(429, "", "Retry-After", "1"), json(200, HEALTHY));
    assertThat(item()).isPresent();
    long between = bridge.asked(ITEM).get(1).nanos() - bridge.asked(ITEM).get(0).nanos();
    assertThat(Duration.ofNanos(between)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void waitsOutBridgesLimitWhereItDoesNotSay() {
    bridge.on(ITEM, json(429, ""), raw(429, "text/html", "slow down"), json(200, HEALTHY));
    assertThat(item()).isPresent();
  }

  @Test
  void refusesTheCallWhenBridgesLimitLastsTooLong() {
    bridge.on(ITEM, json(429, "", "Retry-After", "90"));
    GatewayException refused = fails(Code.TOO_MANY_REQUESTS, () -> item());
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(90));
    assertThat(bridge.asked(ITEM)).hasSize(1);
  }

  @Test
  void theLimitOfSessionsPerItemIsNotWaitedOut() {
    bridge.on("POST /v3/aggregation/connect-sessions", json(429, ""));
    GatewayException refused =
        fails(Code.TOO_MANY_REQUESTS, () -> rig.start().openSession(who, session(7L)));
    assertThat(refused.retryAfter()).contains(Duration.ofHours(1));
    assertThat(bridge.asked("POST /v3/aggregation/connect-sessions")).hasSize(1);
  }
}

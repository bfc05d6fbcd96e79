package bankapi.bridge.control;

import static bankapi.bridge.control.StubBridge.error;
import static bankapi.bridge.control.StubBridge.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.platform.TestBeans;
import bankapi.platform.control.CurrentRequest;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.HealthCheck.Finding;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeHealthTest {

  private static final String ITEM = "GET /v3/aggregation/items/7";

  private final StubBridge bridge = new StubBridge();
  private final TestClock clock = TestClock.running();
  private final TestGateway rig = new TestGateway(bridge.url(), clock);
  private final BridgeHealth health = TestBeans.create(BridgeHealth.class, rig.watch, rig.calls);
  private final BridgeCaller who = new BridgeCaller(UUID.randomUUID(), UUID.randomUUID());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void count() {
    Metrics.addRegistry(meters);
  }

  @AfterEach
  void stop() {
    bridge.close();
    Metrics.removeRegistry(meters);
  }

  private void ask() {
    rig.gateway.item(who, 7, "fr", Duration.ofSeconds(5));
  }

  private long counted(String outcome) {
    Timer timer =
        meters
            .find("bankapi.bridge.calls")
            .tag("operation", "GET items/{id}")
            .tag("outcome", outcome)
            .timer();
    return timer == null ? 0 : timer.count();
  }

  @Test
  void tellsOfRefusedCredentialsUntilTheyAreTaken() {
    rig.start();
    assertThat(health.look().well()).isTrue();
    bridge.on(ITEM, error(401, "invalid_client_credentials", "wrong"));
    assertThatThrownBy(this::ask).isInstanceOf(GatewayException.class);
    Finding refused = health.look();
    assertThat(refused.well()).isFalse();
    assertThat(refused.data().getString("credentials")).isEqualTo("refused");
    assertThat(refused.data()).containsKey("last_answer");
    assertThat(rig.watch.lastTaken().orElseThrow())
        .as("with the token that was asked for before")
        .isBefore(rig.watch.lastAnswer().orElseThrow());
    bridge.on(ITEM, json(200, "{\"id\":7,\"status\":0}"));
    ask();
    assertThat(rig.watch.lastTaken()).isEqualTo(rig.watch.lastAnswer()).isPresent();
    assertThat(health.look().well()).isTrue();
    assertThat(counted("refused")).isEqualTo(1);
    assertThat(counted("ok")).isEqualTo(1);
  }

  @Test
  void tellsOfAnOpenBreakerUntilItIsClosed() {
    rig.calls.breakerCalls = 4;
    rig.start();
    bridge.on(ITEM, error(503, "broken", "broken"));
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(this::ask).isInstanceOf(GatewayException.class);
    }
    Finding open = health.look();
    assertThat(open.well()).isFalse();
    assertThat(open.data().getString("breaker")).isEqualTo("open");
    assertThat(open.data()).containsKey("last_trouble");
    assertThat(counted("trouble")).isPositive();
    assertThat(counted("spared")).isPositive();
    rig.calls.closeBreaker();
    assertThat(health.look().well()).isTrue();
  }

  @Test
  void whatKeepsEveryCallFromWorkingIsSaidFirst() {
    Instant before = Instant.EPOCH;
    Instant after = before.plusSeconds(1);
    assertThat(BridgeConditions.state(State.CLOSED, false, null, null)).isEqualTo("unknown");
    assertThat(BridgeConditions.state(State.CLOSED, false, after, before)).isEqualTo("up");
    assertThat(BridgeConditions.state(State.CLOSED, false, before, after)).isEqualTo("troubled");
    assertThat(BridgeConditions.state(State.CLOSED, false, null, after)).isEqualTo("troubled");
    assertThat(BridgeConditions.state(State.CLOSED, true, after, before)).isEqualTo("refused");
    assertThat(BridgeConditions.state(State.OPEN, true, after, before)).isEqualTo("down");
    assertThat(BridgeConditions.state(State.HALF_OPEN, false, after, before)).isEqualTo("down");
  }

  @Test
  void bridgeHearsTheRequestsIdAlsoFromABackgroundThread() {
    rig.start();
    bridge.on(ITEM, json(200, "{\"id\":7,\"status\":0}"));
    try (CurrentRequest.Scope scope = CurrentRequest.begin("the-request")) {
      ask();
    }
    ask();
    assertThat(bridge.asked(ITEM))
        .extracting(asked -> asked.header("X-Request-Id"))
        .containsExactly("the-request", null);
  }
}

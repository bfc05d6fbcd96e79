package bankapi.alert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.alert.entity.Alert;
import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BudgetLeases;
import bankapi.bridge.control.StubBridge;
import bankapi.bridge.control.TestGateway;
import bankapi.connection.control.TestFlow;
import bankapi.delivery.control.DeliveryQueue;
import bankapi.delivery.control.DeliveryWatch;
import bankapi.event.control.EventCounter;
import bankapi.event.control.EventInbox;
import bankapi.event.control.EventWatch;
import bankapi.event.control.SilentItems;
import bankapi.platform.TestBeans;
import bankapi.platform.TestDatabase;
import bankapi.platform.control.GatewayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of Bridge is trouble: our credentials, our budget there, and its silence. */
class BridgeAlertsIT {

  private static final String ITEM = "GET /v3/aggregation/items/7";
  private static final Duration SILENT_AFTER = Duration.ofHours(30);

  /** A fifth of the limit, and how often one request comes back. */
  private static final int BURST = 360;

  private static final long INTERVAL_MICROS = 208_333;

  private final TestFlow flow = new TestFlow(TestDatabase.h2());
  private final StubBridge bridge = new StubBridge();
  private final BudgetLeases leases = flow.database.store(BudgetLeases.class);
  private final TestGateway rig = new TestGateway(bridge.url(), flow.clock).sharing(leases);
  private final BridgeCaller who = new BridgeCaller(UUID.randomUUID(), UUID.randomUUID());
  private final BridgeAlerts alerts =
      TestBeans.create(BridgeAlerts.class, rig.watch(), rig.application, flow.clock);

  @AfterEach
  void close() {
    bridge.close();
    flow.database.close();
  }

  private static Sight of(AlertSource source, Alert.Kind kind) {
    return source.look().stream().filter(sight -> sight.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void credentialsThatBridgeRefusesAreTroubleUntilItTakesThem() {
    bridge.on(
        ITEM,
        StubBridge.error(401, "invalid_client_credentials", "client_id is invalid"),
        StubBridge.error(500, "x", "broken"),
        StubBridge.json(200, "{\"id\":7,\"status\":0,\"status_code_info\":\"ok\"}"));
    rig.start();
    assertThat(of(alerts, Alert.Kind.BRIDGE_CREDENTIALS))
        .as("nothing was asked yet")
        .isEqualTo(Sight.unknown(Alert.Kind.BRIDGE_CREDENTIALS));
    assertThatThrownBy(this::ask).isInstanceOf(GatewayException.class);
    assertThat(of(alerts, Alert.Kind.BRIDGE_CREDENTIALS).conditions())
        .singleElement()
        .extracting(Condition::path)
        .isEqualTo("/settings");
    assertThatThrownBy(this::ask).isInstanceOf(GatewayException.class);
    assertThat(of(alerts, Alert.Kind.BRIDGE_CREDENTIALS).conditions())
        .as("a failure says nothing of them")
        .hasSize(1);
    flow.clock.pass(Duration.ofMinutes(1));
    ask();
    assertThat(of(alerts, Alert.Kind.BRIDGE_CREDENTIALS).conditions()).isEmpty();
    assertThat(of(alerts, Alert.Kind.BRIDGE_CREDENTIALS).asOf())
        .as("it is known")
        .isNotEqualTo(Instant.MIN);
  }

  private void ask() {
    assertThat(rig.gateway.item(who, 7, "en", Duration.ofMinutes(1))).isPresent();
  }

  @Test
  void aBudgetIsTroubleFromNinetyPercentOn() {
    rig.start();
    use(BURST * 89 / 100);
    assertThat(of(alerts, Alert.Kind.BRIDGE_BUDGET).conditions()).as("89 %").isEmpty();
    use(1);
    assertThat(of(alerts, Alert.Kind.BRIDGE_BUDGET).conditions())
        .singleElement()
        .satisfies(
            full ->
                assertThat(full.details())
                    .containsEntry("percent", "90")
                    .containsEntry("limit", String.valueOf(5 * BURST)));
    flow.clock.pass(Duration.ofMinutes(1));
    assertThat(of(alerts, Alert.Kind.BRIDGE_BUDGET).conditions()).as("it came back").isEmpty();
  }

  private void use(int requests) {
    assertThat(leases.lease(flow.clock.instant(), requests, INTERVAL_MICROS, BURST))
        .isEqualTo(requests);
  }

  @Test
  void silenceIsTroubleFromItsLimitOnWhereSomethingIsToBeHeard() throws Exception {
    EventInbox inbox = flow.database.store(EventInbox.class, flow.clock, flow.items, flow.tenancy);
    EventWatch events =
        TestAlerts.prepared(
            TestBeans.create(
                EventWatch.class, flow.clock, flow.database.store(EventCounter.class, inbox)));
    QueueAlerts queues =
        TestBeans.create(
            QueueAlerts.class,
            flow.clock,
            events,
            TestAlerts.prepared(
                TestBeans.create(
                    DeliveryWatch.class, flow.clock, flow.database.store(DeliveryQueue.class))),
            TestBeans.create(SilentItems.class));
    hear(inbox);
    flow.clock.pass(SILENT_AFTER.multipliedBy(2));
    assertThat(silence(events, queues)).as("no bank is connected").isEmpty();

    Instant connected = flow.clock.instant();
    flow.connections.heard(flow.user().id(), flow.item(TestFlow.newItem(), 0), "event:first");
    flow.clock.pass(SILENT_AFTER.minusMillis(1));
    assertThat(silence(events, queues)).as("not yet").isEmpty();
    flow.clock.pass(Duration.ofMillis(1));
    Condition silent = silence(events, queues).get(0);
    assertThat(silent.since()).isEqualTo(connected);
    assertThat(silent.details()).containsEntry("hours", "30");
    hear(inbox);
    assertThat(silence(events, queues)).as("Bridge has spoken").isEmpty();
  }

  private static void hear(EventInbox inbox) {
    inbox.store(
        ("{\"type\":\"x\",\"n\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private List<Condition> silence(EventWatch events, QueueAlerts queues) {
    events.sample();
    Sight sight = of(queues, Alert.Kind.BRIDGE_SILENT);
    assertThat(sight.asOf()).as("it is known").isEqualTo(flow.clock.instant());
    return sight.conditions();
  }
}

package bankapi.bridge.control;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A gateway on a stub of Bridge, made anew for each test. */
abstract class AtBridge {

  static final String TOKEN = "POST /v3/aggregation/authorization/token";
  static final String ITEM = "GET /v3/aggregation/items/7";
  static final String HEALTHY = "{\"id\":7,\"status\":0,\"status_code_info\":\"ok\"}";

  final StubBridge bridge = new StubBridge();
  final TestClock clock = TestClock.running();
  final TestGateway rig = new TestGateway(bridge.url(), clock);
  final BridgeCaller who = new BridgeCaller(UUID.randomUUID(), UUID.randomUUID());

  @AfterEach
  void stop() {
    bridge.close();
  }

  Optional<BridgeItem> item() {
    return rig.start().item(who, 7, "en", Duration.ofSeconds(10));
  }

  static SessionRequest session(Long itemId) {
    return new SessionRequest(
        "a@example.com",
        URI.create("https://gw.example/back"),
        "ctx",
        itemId,
        true,
        null,
        null,
        "FR");
  }
}

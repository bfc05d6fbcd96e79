package bankapi.acceptance.server;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import java.net.URI;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A {@code bank-api.jar} that nobody has used yet: no customer, no site, its own empty database.
 */
public final class FreshGateway implements AutoCloseable {

  private final Node node;
  private final GatewaySystem gateway;

  /** Starts it, and returns when it is ready. */
  public FreshGateway(BridgeSystem bridge) {
    int port = Ports.free();
    Map<String, String> settings =
        GatewaySettings.of(URI.create("http://127.0.0.1:" + port), bridge);
    settings.keySet().removeIf(key -> key.startsWith("bankapi.bootstrap."));
    node = Node.of("jar", "fresh", port, settings, null);
    gateway = GatewaySystem.at(node.base(), "nobody", "nothing");
    node.start();
    Awaitility.await(node.log().toString())
        .atMost(Node.PATIENCE)
        .ignoreExceptions()
        .until(() -> gateway.asGuest().path("/api/health/ready").status() == 200);
  }

  public GatewaySystem gateway() {
    return gateway;
  }

  @Override
  public void close() {
    node.kill();
  }
}

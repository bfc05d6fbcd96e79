package bankapi.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.TraceSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** One node that sends its traces to a collector, by the settings that docs/operations.md names. */
public final class TracedNode implements AutoCloseable {
  private static final Pattern SETTING = Pattern.compile("(?m)^(OTEL_\\w+)=(.*)$");

  private final BridgeSystem bridge;
  private final Node node;

  /**
   * Starts it, and returns when it is ready.
   *
   * @param kind see {@link Node#of}
   */
  public TracedNode(String kind, TraceSystem collector) {
    int port = Ports.free();
    bridge = new BridgeSystem(URI.create("http://127.0.0.1:" + port));
    Map<String, String> settings =
        GatewaySettings.of(URI.create("http://127.0.0.1:" + port), bridge);
    Postgres database =
        Postgres.create(Distribution.work().resolve("traced-" + kind + "-postgresql"));
    node = Node.of(kind, "traced-" + kind, port, settings, database);
    node.environment().putAll(documented());
    node.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.base().toString());
    node.start();
    node.deploy(node.archive());
    Awaitility.await(node + " is ready, see " + node.log())
        .atMost(Node.PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Answer ready = gateway().asGuest().path("/api/health/ready");
              assertThat(ready.status()).as(ready.body()).isEqualTo(200);
            });
  }

  private static Map<String, String> documented() {
    Path page = Path.of(System.getProperty("bankapi.test.docs"), "operations.md");
    try {
      return SETTING
          .matcher(Files.readString(page))
          .results()
          .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public GatewaySystem gateway() {
    return GatewaySystem.at(node.base(), Bench.API_KEY, Bench.API_SECRET);
  }

  public BridgeSystem bridge() {
    return bridge;
  }

  /** As operators do: what it has not sent yet, it sends. */
  @Override
  public void close() {
    node.stop();
  }
}

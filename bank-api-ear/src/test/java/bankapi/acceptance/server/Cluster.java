package bankapi.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * Several nodes, on the servers that the build names, on one PostgreSQL, behind a balancer without
 * stickiness, with Bridge and a Bank site in this JVM. Made once per JVM: tests leave it running,
 * with every node ready, and work for API users, sites and users of their own.
 */
public final class Cluster {
  /** How long an attempt of a delivery may take, and how long a claim holds on these nodes. */
  public static final Duration LEASE = Duration.ofSeconds(25);

  private static final Duration ATTEMPT = Duration.ofSeconds(15);

  private static Cluster only;

  private final Postgres database;
  private final Balancer balancer = new Balancer();
  private final BridgeSystem bridge = new BridgeSystem(balancer.base());
  private final SiteSystem site = new SiteSystem();
  private final List<Node> nodes = new ArrayList<>();

  private Cluster() {
    database = Postgres.create(Distribution.work().resolve("cluster-postgresql"));
    for (String kind : System.getProperty("bankapi.test.nodes").split(",")) {
      String name = (nodes.size() + 1) + "-" + kind;
      Node node = Node.of(kind, name, Ports.free(), settings(), database);
      nodes.add(node);
      balancer.add(node.base());
    }
    // all at once, on an empty database
    CompletableFuture.allOf(
            nodes.stream()
                .map(
                    node ->
                        CompletableFuture.runAsync(
                            () -> {
                              node.start();
                              node.deploy(node.archive());
                            }))
                .toArray(CompletableFuture[]::new))
        .join();
    nodes.forEach(this::awaitReady);
  }

  /** Not in a static initializer: nodes start in other threads, which use this class. */
  public static synchronized Cluster only() {
    if (only == null) {
      only = new Cluster();
    }
    return only;
  }

  /** The settings of every node. */
  public Map<String, String> settings() {
    Map<String, String> settings = GatewaySettings.of(balancer.base(), bridge);
    settings.put("bankapi.delivery.total-timeout", ATTEMPT.toString());
    settings.put("bankapi.delivery.lease", LEASE.toString());
    // so that a site that a test silences is not spared afterwards
    settings.put("bankapi.delivery.circuit-failures", "1000");
    // few failures are enough for a test, and no test here orders them otherwise
    settings.put("bankapi.bridge.breaker.calls", "40");
    settings.put("bankapi.platform.database-patience", Node.PATIENCE.toString());
    return settings;
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public Postgres database() {
    return database;
  }

  public BridgeSystem bridge() {
    return bridge;
  }

  public SiteSystem site() {
    return site;
  }

  /** The gateway behind the balancer: each call goes to another node. */
  public GatewaySystem gateway() {
    return GatewaySystem.at(balancer.base(), Bench.API_KEY, Bench.API_SECRET);
  }

  /** One node, asked directly. */
  public GatewaySystem gateway(Node node) {
    return GatewaySystem.at(node.base(), Bench.API_KEY, Bench.API_SECRET);
  }

  /** As before a deployment: it gets no new requests, and has answered those it got. */
  public void takeOut(Node node) {
    node.leaveService();
    Awaitility.await(node + " is idle")
        .atMost(Node.PATIENCE)
        .until(() -> balancer.isIdle(node.base()));
  }

  /** As after a deployment. */
  public void putBack(Node node) {
    node.enterService();
    awaitReady(node);
  }

  /**
   * Waits until the node says that it is ready, and the balancer has noticed.
   *
   * @return how long that took
   */
  public Duration awaitReady(Node node) {
    long begun = System.nanoTime();
    Awaitility.await(node + " is ready, see " + node.log())
        .atMost(Node.PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Answer ready = gateway(node).asGuest().path("/api/health/ready");
              assertThat(ready.status()).as(ready.body()).isEqualTo(200);
            });
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Awaitility.await(node + " gets requests")
        .atMost(Node.PATIENCE)
        .until(() -> balancer.serves(node.base()));
    return took;
  }
}

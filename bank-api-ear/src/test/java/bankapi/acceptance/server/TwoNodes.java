package bankapi.acceptance.server;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * Two nodes that are killed in turns, on one PostgreSQL, behind a balancer, with Bridge and a Bank
 * site in this JVM. What a dead node had claimed is free again after seconds and not after minutes.
 */
public final class TwoNodes {
  /** Claims end after it; an attempt of a delivery takes at most a second less. */
  public static final Duration LEASE = Duration.ofSeconds(8);

  /** As the build says it of all servers: these processes do not live long. */
  private static final String SHORT_LIVED = System.getenv("JDK_JAVA_OPTIONS");

  private final Balancer balancer = new Balancer();
  private final BridgeSystem bridge = new BridgeSystem(balancer.base());
  private final SiteSystem site = new SiteSystem();
  private final Postgres database;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * Starts them, and returns when both are ready.
   *
   * @param kinds of their servers, two, see {@link Node#of}
   * @param name of their directories
   * @param javaOptions for their JVMs
   */
  public TwoNodes(List<String> kinds, String name, String javaOptions) {
    database = Postgres.create(work(name).resolve("postgresql"));
    nodes.add(node(kinds.get(0), name + "-a", javaOptions));
    nodes.add(node(kinds.get(1), name + "-b", javaOptions));
    nodes.forEach(node -> balancer.add(node.base()));
    nodes.forEach(
        node -> {
          node.start();
          node.deploy(node.archive());
        });
    nodes.forEach(this::awaitReady);
  }

  /** Where tests of this name keep files. */
  public static Path work(String name) {
    return Distribution.work().resolve(name);
  }

  private Node node(String kind, String name, String javaOptions) {
    Map<String, String> settings = GatewaySettings.of(balancer.base(), bridge);
    settings.put("bankapi.event.lease", LEASE.toString());
    settings.put("bankapi.connection.lease", LEASE.toString());
    settings.put("bankapi.delivery.lease", LEASE.toString());
    settings.put("bankapi.delivery.total-timeout", LEASE.minusSeconds(1).toString());
    settings.put("bankapi.item.accounts-quiet", "PT0.5S");
    // on a busy machine a person has patience
    settings.put("bankapi.connection.return-patience", "PT20S");
    settings.put("bankapi.site.calls-per-minute", "100000");
    settings.put("bankapi.site.calls-at-once", "1000");
    settings.put("bankapi.site.all-calls-at-once", "1000");
    Node node = Node.of(kind, name, Ports.free(), settings, database);
    node.environment().put("JDK_JAVA_OPTIONS", SHORT_LIVED + " " + javaOptions);
    return node;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public Node other(Node node) {
    return nodes.get(1 - nodes.indexOf(node));
  }

  /** The node whose process this is. */
  public Node byProcess(long id) {
    return nodes.stream()
        .filter(node -> node.process().filter(process -> process.pid() == id).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** The processes that run now. */
  public List<Long> processes() {
    return nodes.stream().flatMap(node -> node.process().stream()).map(ProcessHandle::pid).toList();
  }

  /** Kills the node and starts it again; does not wait until it is ready. */
  public void killAndStart(Node node) {
    node.kill();
    Awaitility.await(node + " is missed")
        .atMost(Node.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !isReady(node));
    node.start();
  }

  /** Whoever of them is ready first. */
  public Node awaitAnyReady() {
    return Awaitility.await("one of " + nodes + " is ready")
        .atMost(Node.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> nodes.stream().filter(this::isReady).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  public void awaitReady(Node node) {
    Awaitility.await(node + " is ready, see " + node.log())
        .atMost(Node.PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> isReady(node));
  }

  public boolean isReady(Node node) {
    return balancer.serves(node.base());
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

  /** A node of the gateway for a caller with this key; of whichever is ready, if none is named. */
  public GatewaySystem gateway(String key, String secret) {
    return GatewaySystem.at(balancer.base(), key, secret);
  }
}

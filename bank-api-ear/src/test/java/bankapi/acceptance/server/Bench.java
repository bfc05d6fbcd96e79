package bankapi.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.SiteSystem;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Everything around the gateway under test, once per JVM: Bridge and a Bank site in this JVM, free
 * ports, and the settings with which the server is started. The server adapters' configuration
 * (arquillian.xml) reads them as system properties.
 */
public final class Bench {
  public static final String API_KEY = "acceptance-key1";
  public static final String API_SECRET = "5ecre7-of-the-acceptance-tests-0123456789";
  public static final String METRICS_TOKEN = "metrics-of-the-acceptance-tests";
  public static final String API_EMAIL = "treasurer@site.example";

  private static final Bench ONLY = new Bench();

  private final URI base;
  private final BridgeSystem bridge;
  private final SiteSystem site;
  private final Node node;

  private Bench() {
    base = URI.create("http://127.0.0.1:" + port("bankapi.test.http-port"));
    port("bankapi.test.management-port");
    port("bankapi.test.https-port");
    bridge = new BridgeSystem(base);
    site = new SiteSystem();
    Map<String, String> settings = GatewaySettings.of(base, bridge);
    String launch = System.getProperty("arquillian.launch");
    node = launch.equals("node") ? node(settings) : null;
    if (launch.equals("wildfly")) {
      System.setProperty("bankapi.test.wildfly-home", WildFlyHome.of(null).toString());
    }
    System.setProperty(
        "bankapi.test.settings",
        settings.entrySet().stream()
            .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")));
  }

  public static Bench only() {
    return ONLY;
  }

  public GatewaySystem gateway() {
    return GatewaySystem.at(base, API_KEY, API_SECRET);
  }

  public BridgeSystem bridge() {
    return bridge;
  }

  public SiteSystem site() {
    return site;
  }

  /** The server under test where it is one of ours, not started yet. */
  Node node() {
    return node;
  }

  void awaitReady() {
    Awaitility.await()
        .atMost(Node.PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Answer ready = gateway().path("/api/health/ready");
              assertThat(ready.status()).as(ready.body()).isEqualTo(200);
            });
  }

  private Node node(Map<String, String> settings) {
    String kind = System.getProperty("bankapi.test.node");
    String name = System.getProperty("bankapi.test.run");
    Postgres database =
        System.getProperty("bankapi.test.database").equals("postgresql")
            ? Postgres.create(Distribution.work().resolve(name + "-postgresql"))
            : null;
    return Node.of(kind, name, base.getPort(), settings, database);
  }

  /** A free port, told to the adapters under this name; one given from outside is taken. */
  private static int port(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, String.valueOf(Ports.free()));
    }
    return Integer.getInteger(property);
  }
}

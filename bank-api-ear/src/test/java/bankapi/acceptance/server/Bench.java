package bankapi.acceptance.server;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.ChatSystem;
import bankapi.acceptance.system.Database;
import bankapi.acceptance.system.DatabaseSystem;
import bankapi.acceptance.system.GatewaySystem;
import bankapi.acceptance.system.H2Database;
import bankapi.acceptance.system.MailSystem;
import bankapi.acceptance.system.SiteSystem;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Everything around the gateway under test, once per JVM: Bridge, a Bank site and the database in
 * this JVM, free ports, and the settings with which the server is started. The server adapters'
 * configuration (arquillian.xml) reads them as system properties.
 */
public final class Bench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Bench ONLY = new Bench();

  public static final String API_KEY = "acceptance-key1";
  public static final String API_SECRET = "5ecre7-of-the-acceptance-tests-0123456789";
  public static final String METRICS_TOKEN = "metrics-of-the-acceptance-tests";
  public static final String API_EMAIL = "treasurer@site.example";

  private final URI base;
  private final BridgeSystem bridge;
  private final SiteSystem site;
  private final ChatSystem chat;
  private final MailSystem mail;
  private final DatabaseSystem database;
  private final Optional<Node> node;
  private final Map<String, String> settings;

  private Bench() {
    // what all tests wait at most where they say nothing else: servers share two cores with them
    Awaitility.setDefaultTimeout(PATIENCE);
    base = URI.create("http://127.0.0.1:" + port("bankapi.test.http-port"));
    port("bankapi.test.management-port");
    port("bankapi.test.https-port");
    bridge = new BridgeSystem(base);
    site = new SiteSystem();
    chat = new ChatSystem();
    mail = new MailSystem();
    // how each server's mail session finds its port
    System.setProperty("bankapi.test.smtp-port", String.valueOf(mail.port()));
    Database backend;
    settings = GatewaySettings.of(base, bridge);
    settings.putAll(GatewaySettings.alerts(chat, mail));
    if ("node".equals(System.getProperty("arquillian.launch"))) {
      String kind = System.getProperty("bankapi.test.node");
      Postgres postgres = Postgres.create(Distribution.work().resolve(kind + "-database"));
      node = Optional.of(Node.of(kind, kind, base.getPort(), settings, postgres));
      backend = postgres;
    } else {
      H2Database h2 = new H2Database();
      // how each server's data source finds its address
      System.setProperty("bankapi.test.database-port", String.valueOf(h2.port()));
      settings.put("bankapi.test.database-port", String.valueOf(h2.port()));
      settings.put("env.BANKAPI_DATABASE_URL", h2.url());
      node = Optional.empty();
      backend = h2;
    }
    database = new DatabaseSystem(backend);
    System.setProperty(
        "bankapi.test.settings",
        settings.entrySet().stream()
            .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")));
  }

  public static Bench only() {
    return ONLY;
  }

  /** What an operator would configure, and where this bench's database is. */
  Map<String, String> settings() {
    return settings;
  }

  /** The server under test where it is one of our own nodes, not started yet. */
  Node node() {
    return node.orElseThrow();
  }

  public GatewaySystem gateway() {
    return GatewaySystem.at(base, API_KEY, API_SECRET);
  }

  /**
   * Another customer of the same gateway, with a key and a secret of its own.
   *
   * @param linkAnswer {@code OBJECT} or {@code URL}
   * @param listAnswer {@code LIST} or {@code RESOURCES}
   */
  public GatewaySystem customer(
      String key, String linkAnswer, String listAnswer, boolean multiSite) {
    String secret = UUID.randomUUID().toString();
    database.addApiUser(key, secret, linkAnswer, listAnswer, multiSite);
    return GatewaySystem.at(base, key, secret);
  }

  public BridgeSystem bridge() {
    return bridge;
  }

  public SiteSystem site() {
    return site;
  }

  public ChatSystem chat() {
    return chat;
  }

  public MailSystem mail() {
    return mail;
  }

  public DatabaseSystem database() {
    return database;
  }

  /** A free port, told to the adapters under this name; one given from outside is taken. */
  private static int port(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, String.valueOf(Ports.free()));
    }
    return Integer.getInteger(property);
  }
}

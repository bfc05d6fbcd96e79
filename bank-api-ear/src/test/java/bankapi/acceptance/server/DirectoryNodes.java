package bankapi.acceptance.server;

import bankapi.acceptance.system.BridgeSystem;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * Servers on the embedded database whose operators come from an LDAP directory, each set up with
 * the operators' scripts.
 */
public final class DirectoryNodes {
  private DirectoryNodes() {}

  /**
   * Starts one and deploys on it; does not wait until it is ready.
   *
   * @param kind {@code wildfly} or {@code payara-server}
   */
  public static Node start(String kind, Directory directory, BridgeSystem bridge) {
    String name = "ldap-" + kind;
    int port = Ports.free();
    Map<String, String> settings =
        GatewaySettings.of(URI.create("http://127.0.0.1:" + port), bridge);
    Node node =
        kind.equals("wildfly")
            ? wildfly(name, port, settings, directory)
            : new OnPayara(name, port, settings, directory);
    node.start();
    node.deploy(node.archive());
    return node;
  }

  private static Node wildfly(
      String name, int port, Map<String, String> settings, Directory directory) {
    WildFlyNode node = new WildFlyNode(name, port, settings);
    node.environment().put("BANKAPI_LDAP_PASSWORD", Directory.BIND_PASSWORD);
    WildFlyHome.script(node, "h2", Map.of());
    WildFlyHome.script(node, "ldap", Map.of("ldaps://ldap.example.com", directory.url()));
    return node;
  }

  private static final class OnPayara extends PayaraNode {
    private final Directory directory;

    OnPayara(String name, int port, Map<String, String> settings, Directory directory) {
      super(name, port, settings, null);
      this.directory = directory;
    }

    @Override
    void configure() throws IOException {
      super.configure();
      alias("bankapi-ldap", Directory.BIND_PASSWORD);
      script("ldap", Map.of("ldaps\\://ldap.example.com", directory.url().replace(":", "\\:")));
      restart();
    }
  }
}

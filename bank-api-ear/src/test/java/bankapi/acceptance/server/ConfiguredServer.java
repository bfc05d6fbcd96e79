package bankapi.acceptance.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A fresh server that was set up with the files of {@code config/}, in the order and with the
 * commands of docs/administration.md: data source on PostgreSQL, limits, logs, secrets in the
 * server's own vault, HTTPS, operators, deployment.
 */
public interface ConfiguredServer {
  /**
   * On a JDK that speaks every version of TLS: what is refused is refused by the server's
   * configuration.
   */
  String JAVA_OPTIONS =
      "-Djava.security.properties="
          + System.getProperty("bankapi.test.config")
          + "/old-tls.security";

  /**
   * Sets it up, starts it and deploys on it; does not wait until the application is ready.
   *
   * @param kind {@code wildfly} or {@code payara-server}
   */
  static ConfiguredServer of(String kind, Provisions provisions) {
    return switch (kind) {
      case "wildfly" -> new ConfiguredWildFly(provisions);
      case "payara-server" -> new ConfiguredPayara(provisions);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** The process, and where it speaks plain HTTP. */
  Node node();

  /** Where it speaks HTTPS. */
  URI https();

  /**
   * Commands as the tables of operators have them, one after the other: what follows {@code
   * asadmin}, or what is typed into a connected {@code jboss-cli}. Fails the test where the server
   * refuses one.
   */
  void tell(List<String> commands);

  /** What the running server has under these names, which are its own tool's. */
  Map<String, String> settings(Collection<String> names);

  /** The directory with everything that the server keeps of its configuration. */
  Path configuration();

  /** The access log that is written now. */
  Path accessLog();

  /** Tells the server, without a restart, that its certificate file was replaced. */
  void readCertificate();
}

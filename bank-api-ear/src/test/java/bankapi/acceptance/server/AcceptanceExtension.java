package bankapi.acceptance.server;

import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Told to Arquillian through META-INF/services. */
public final class AcceptanceExtension implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    // before arquillian.xml is read, which takes its ports and settings from there
    Bench.only();
    builder.observer(DeployedOnce.class);
    switch (System.getProperty("arquillian.launch", "")) {
      case "wildfly" -> Operators.addTo(wildfly());
      case "payara-server" -> builder.service(DeployableContainer.class, PayaraServer.class);
      case "node" -> builder.service(DeployableContainer.class, NodeContainer.class);
      default -> {
        // a container that brings its own adapter and needs nothing else
      }
    }
  }

  /** The one that the build has prepared, or else a copy that nobody has used yet. */
  private static Path wildfly() {
    String property = "bankapi.test.wildfly-home";
    if (System.getProperty(property) == null) {
      System.setProperty(property, WildFlyHome.of(null).toString());
    }
    return Path.of(System.getProperty(property));
  }
}

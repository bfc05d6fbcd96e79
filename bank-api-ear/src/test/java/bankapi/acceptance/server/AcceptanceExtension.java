package bankapi.acceptance.server;

import java.nio.file.Path;
import java.util.function.Supplier;
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
      case "wildfly" ->
          Operators.addTo(home("bankapi.test.wildfly-home", () -> WildFlyHome.of(null)));
      case "payara-server" -> {
        home("bankapi.test.payara-home", () -> copy("payara6", Distribution.payara()));
        builder.service(DeployableContainer.class, PayaraServer.class);
      }
      case "node" -> builder.service(DeployableContainer.class, NodeContainer.class);
      default -> {
        // a container that brings its own adapter and needs nothing else
      }
    }
  }

  /** The one that the build has prepared, or else a copy that nobody has used yet. */
  private static Path home(String property, Supplier<Path> copy) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, copy.get().toString());
    }
    return Path.of(System.getProperty(property));
  }

  private static Path copy(String name, Path distribution) {
    Path copy = Distribution.work().resolve(name);
    Distribution.copy(distribution, copy);
    return copy;
  }
}

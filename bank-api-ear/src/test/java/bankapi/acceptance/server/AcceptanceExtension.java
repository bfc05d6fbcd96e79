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
    if ("wildfly".equals(System.getProperty("arquillian.launch"))) {
      Operators.addTo(Path.of(System.getProperty("bankapi.test.wildfly-home")));
    }
    if ("payara-server".equals(System.getProperty("arquillian.launch"))) {
      builder.service(DeployableContainer.class, PayaraServer.class);
    }
  }
}

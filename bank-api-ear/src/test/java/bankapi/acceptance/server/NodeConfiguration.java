package bankapi.acceptance.server;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Empty: {@link Bench} knows what a node needs. */
public final class NodeConfiguration implements ContainerConfiguration {
  @Override
  public void validate() {
    // nothing to be wrong
  }
}

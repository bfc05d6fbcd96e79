package bankapi.acceptance.server;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;

/** A {@link Node} on PostgreSQL for Arquillian. */
public final class NodeContainer implements DeployableContainer<NodeConfiguration> {
  private final Node node = Bench.only().node();

  @Override
  public Class<NodeConfiguration> getConfigurationClass() {
    return NodeConfiguration.class;
  }

  @Override
  public void setup(NodeConfiguration configuration) {
    // Bench has prepared it
  }

  @Override
  public void start() {
    node.start();
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) {
    node.deploy(node.archive());
    return new ProtocolMetaData();
  }

  @Override
  public void undeploy(Archive<?> archive) {
    // the whole server goes
  }

  @Override
  public void stop() {
    node.stop();
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 5.0");
  }

  @Override
  public void deploy(Descriptor descriptor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void undeploy(Descriptor descriptor) {
    throw new UnsupportedOperationException();
  }
}

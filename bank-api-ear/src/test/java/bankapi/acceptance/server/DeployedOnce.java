package bankapi.acceptance.server;

import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;

/**
 * One deployment for all test classes: Arquillian would deploy for each class, on Payara Micro even
 * start a server for each. The server goes with the JVM that started it.
 */
public final class DeployedOnce {
  private static boolean tried;

  void deploy(@Observes EventContext<DeployManagedDeployments> deployment) {
    if (tried) {
      return;
    }
    tried = true;
    deployment.proceed();
    Bench.only().awaitReady();
  }

  void undeploy(@Observes EventContext<UnDeployManagedDeployments> deployment) {
    // stays for the next class
  }
}

package bankapi.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import bankapi.acceptance.system.Answer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.StartContainer;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.core.api.Event;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;

/**
 * One deployment for all test classes: Arquillian would deploy for each class, on Payara Micro even
 * start a server for each. The server goes with the JVM that started it. Where the run asks for it,
 * the server is stopped and started again between deployment and tests.
 */
public final class DeployedOnce {
  private static boolean tried;

  @Inject private Instance<ContainerRegistry> containers;
  @Inject private Event<StopContainer> stop;
  @Inject private Event<StartContainer> start;

  void deploy(@Observes EventContext<DeployManagedDeployments> deployment) {
    if (tried) {
      return;
    }
    tried = true;
    deployment.proceed();
    awaitReady();
    if (Boolean.getBoolean("bankapi.test.restarted")) {
      for (Container container : containers.get().getContainers()) {
        if (container.getState() == Container.State.STARTED) {
          // not by itself: adapters want the container's scope, which only an event brings
          stop.fire(new StopContainer(container));
          start.fire(new StartContainer(container));
        }
      }
      awaitReady();
    }
  }

  void undeploy(@Observes EventContext<UnDeployManagedDeployments> deployment) {
    // stays for the next class
  }

  private static void awaitReady() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Answer ready = Bench.only().gateway().path("/api/health/ready");
              assertThat(ready.status()).as(ready.body()).isEqualTo(200);
            });
  }
}

package bankapi.platform.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementTest {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Management first = new Management();
  private final Management second = new Management();

  /** As a feature shows itself. */
  public interface NumberMXBean {
    int getNumber();
  }

  private record Shown(int number) implements Managed, NumberMXBean {
    @Override
    public String type() {
      return "ManagementTest";
    }

    @Override
    public Class<?> view() {
      return NumberMXBean.class;
    }

    @Override
    public int getNumber() {
      return Thread.currentThread().getContextClassLoader() == null ? -1 : number;
    }
  }

  @AfterEach
  void clean() {
    first.stop();
    second.stop();
  }

  @Test
  void aRedeploymentShowsTheNewBeansAndItsEndLeavesNone() throws Exception {
    ObjectName name = new ObjectName("bankapi:type=ManagementTest");
    first.register(List.of(new Shown(1)));
    assertThat(server.getAttribute(name, "Number")).isEqualTo(1);
    first.stop();
    assertThat(server.isRegistered(name)).isFalse();
    second.register(List.of(new Shown(2)));
    assertThat(server.getAttribute(name, "Number")).isEqualTo(2);
  }

  @Test
  void whatAnUndeploymentLeftIsReplaced() throws Exception {
    ObjectName name = new ObjectName("bankapi:type=ManagementTest");
    first.register(List.of(new Shown(1)));
    second.register(List.of(new Shown(2)));
    assertThat(server.getAttribute(name, "Number")).isEqualTo(2);
  }

  @Test
  void aToolThatConnectsFromOutsideCallsAsTheApplication() throws Exception {
    first.register(List.of(new Shown(1)));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      assertThat(server.getAttribute(new ObjectName("bankapi:type=ManagementTest"), "Number"))
          .isEqualTo(1);
      assertThat(thread.getContextClassLoader()).as("given back").isNull();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

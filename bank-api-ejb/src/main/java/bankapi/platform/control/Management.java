package bankapi.platform.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Shows every {@link Managed} bean to JMX while the application is there. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Management {

  private static final Logger LOGGER = System.getLogger(Management.class.getName());

  @Inject @Any Instance<Managed> beans;

  private final List<ObjectName> registered = new ArrayList<>();

  @PostConstruct
  void start() {
    register(beans);
  }

  void register(Iterable<Managed> all) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (Managed bean : all) {
      try {
        ObjectName name = new ObjectName("bankapi", "type", bean.type());
        if (server.isRegistered(name)) {
          // what an undeployment that was cut short has left
          server.unregisterMBean(name);
        }
        server.registerMBean(mbean(bean.view(), bean), name);
        registered.add(name);
      } catch (JMException e) {
        // the gateway works without
        LOGGER.log(Level.WARNING, "No MBean for {0}: {1}", bean.type(), e);
      }
    }
  }

  @PreDestroy
  void stop() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : registered) {
      try {
        server.unregisterMBean(name);
      } catch (JMException e) {
        LOGGER.log(Level.DEBUG, "The MBean " + name + " was gone already", e);
      }
    }
    registered.clear();
  }

  /**
   * A tool calls from a thread that belongs to no application; Payara's CDI wants to know whose
   * beans are meant.
   */
  private static <T> StandardMBean mbean(Class<T> view, Object bean) {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    Object ours =
        Proxy.newProxyInstance(
            view.getClassLoader(),
            new Class<?>[] {view},
            (proxy, method, arguments) -> {
              Thread thread = Thread.currentThread();
              ClassLoader before = thread.getContextClassLoader();
              thread.setContextClassLoader(application);
              try {
                return method.invoke(bean, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                thread.setContextClassLoader(before);
              }
            });
    return new StandardMBean(view.cast(ours), view, true);
  }
}

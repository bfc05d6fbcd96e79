package bankapi.platform.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that ask how this is: the server's, from its thread factory, in a pool of their own,
 * so that whoever wants to know waits for nothing that hangs. One at most for each probe.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class HealthThreads implements Executor {

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  private ExecutorService executor;

  @PostConstruct
  void prepare() {
    executor = Executors.newCachedThreadPool(threads);
  }

  @PreDestroy
  void close() {
    executor.shutdownNow();
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }
}

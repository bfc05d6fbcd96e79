package bankapi.event.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The threads that work off Bridge's webhooks: the server's, from its thread factory, a bounded
 * number of their own, so that a slow Bridge holds up no delivery and no person.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class EventThreads {

  /** How many lanes of events one node works off at once. */
  @Inject
  @ConfigProperty(name = "bankapi.event.concurrency", defaultValue = "8")
  int concurrency;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  private ExecutorService executor;
  private Semaphore free;

  @PostConstruct
  void prepare() {
    executor = Executors.newCachedThreadPool(threads);
    free = new Semaphore(concurrency);
  }

  @PreDestroy
  void close() {
    executor.shutdownNow();
  }

  int free() {
    return free.availablePermits();
  }

  /** Runs the task now, or not at all where all threads are busy: it will be found again. */
  void run(Runnable task) {
    if (!free.tryAcquire()) {
      return;
    }
    boolean begun = false;
    try {
      executor.execute(
          () -> {
            try {
              task.run();
            } finally {
              free.release();
            }
          });
      begun = true;
    } finally {
      if (!begun) {
        free.release();
      }
    }
  }
}

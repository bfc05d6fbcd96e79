package bankapi.event.control;

import bankapi.platform.control.ServerThreads;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The threads that work off Bridge's webhooks: a bounded number, so that a slow Bridge holds up no
 * delivery and no person.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class EventThreads {

  /** How many lanes of events one node works off at once. */
  @Inject
  @ConfigProperty(name = "bankapi.event.concurrency", defaultValue = "8")
  int concurrency;

  @Inject ServerThreads threads;

  private Semaphore free;

  @PostConstruct
  void prepare() {
    free = new Semaphore(concurrency);
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
      threads.execute(
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

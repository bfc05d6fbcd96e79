package bankapi.delivery.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The threads that deliver: the server's, from its thread factory, in a pool of their own, so that
 * slow receivers hold up nothing else. How many work at once is said by {@link DeliverySlots}.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class DeliveryThreads {

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  @Resource ManagedScheduledExecutorService scheduler;

  private ExecutorService executor;

  @PostConstruct
  void prepare() {
    executor = Executors.newCachedThreadPool(threads);
  }

  @PreDestroy
  void close() {
    executor.shutdownNow();
  }

  /**
   * @throws java.util.concurrent.RejectedExecutionException when the server takes no more
   */
  public void run(Runnable task) {
    executor.execute(task);
  }

  /** Runs it later unless the answer is cancelled before. */
  public Future<?> after(Duration delay, Runnable task) {
    return scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package bankapi.delivery.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The server's own threads, as far as delivering needs them. */
@ApplicationScoped
public class DeliveryThreads {

  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;

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

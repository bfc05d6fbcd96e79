package bankapi.platform.control;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what nobody waits for, or not for long. They are the server's, from its thread
 * factory, but not its executor's: WildFly's has few threads and an endless queue, so that what
 * hangs would hold up everything else. Here each task begins at once; how many of a kind run at
 * once is bounded by who starts them. With the application they end: what runs is interrupted.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class ServerThreads implements Executor {

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory factory;

  @Resource ManagedScheduledExecutorService scheduler;

  private ExecutorService pool;

  @PostConstruct
  void open() {
    pool = Executors.newCachedThreadPool(factory);
  }

  @PreDestroy
  void close() {
    pool.shutdownNow();
  }

  /**
   * @throws java.util.concurrent.RejectedExecutionException when the server takes no more
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Runs it later, unless the answer is cancelled before. It must be short. */
  public Future<?> after(Duration delay, Runnable task) {
    return scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package bankapi.bridge.control;

import bankapi.platform.control.CurrentRequest;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads for what goes on while a caller is busy or waits no longer. They are the server's, from
 * its thread factory, but a pool of their own: WildFly's default executor has few threads and an
 * endless queue, so that slow receivers of webhooks would hold up every question to Bridge.
 */
@ApplicationScoped
public class Background {

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  private @Nullable Executor executor;

  /** For the container; {@code threads} is injected. */
  public Background() {}

  Background(Executor executor) {
    this.executor = executor;
  }

  @PostConstruct
  void prepare() {
    executor = Executors.newCachedThreadPool(threads);
  }

  @PreDestroy
  void close() {
    if (executor instanceof ExecutorService own) {
      own.shutdownNow();
    }
  }

  /** Starts the task; where the server has no thread for it, it is left to whoever needs it. */
  void start(Runnable task) {
    try {
      if (executor != null) {
        executor.execute(CurrentRequest.carry(task));
      }
    } catch (RejectedExecutionException e) {
      // A FutureTask is run by the one who waits for it.
    }
  }

  /** Waits for the result as long as given, then fails with BRIDGE_UNAVAILABLE. */
  <T> T within(Duration atMost, Supplier<T> supplier) {
    FutureTask<T> task = new FutureTask<>(supplier::get);
    start(task);
    try {
      return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw BridgeFailures.unavailable("Bridge does not answer in time", e);
    } catch (InterruptedException e) {
      task.cancel(true);
      throw BridgeFailures.interrupted(e);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  static RuntimeException unwrapped(ExecutionException e) {
    return e.getCause() instanceof RuntimeException failure
        ? failure
        : new IllegalStateException(e.getCause());
  }
}

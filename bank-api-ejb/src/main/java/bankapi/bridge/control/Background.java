package bankapi.bridge.control;

import bankapi.platform.control.CurrentRequest;
import bankapi.platform.control.ServerThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What goes on while a caller is busy, or until a caller waits no longer. */
@ApplicationScoped
public class Background {

  @Inject ServerThreads threads;

  /** Starts the task; where the server has no thread for it, it is left to whoever needs it. */
  void start(Runnable task) {
    try {
      threads.execute(CurrentRequest.carry(task));
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

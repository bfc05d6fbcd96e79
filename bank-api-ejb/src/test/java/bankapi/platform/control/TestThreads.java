package bankapi.platform.control;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The real pool, of threads of the JDK in the place of the server's. */
public final class TestThreads extends ServerThreads implements AutoCloseable {

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

  public TestThreads() {
    factory = new PlainThreads();
    open();
  }

  private static final class PlainThreads implements ManagedThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
      return new Thread(task);
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      throw new UnsupportedOperationException();
    }
  }

  @Override
  public Future<?> after(Duration delay, Runnable task) {
    return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    super.close();
    timer.shutdownNow();
  }
}

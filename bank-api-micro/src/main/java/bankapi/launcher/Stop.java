package bankapi.launcher;

import java.util.concurrent.TimeUnit;

/**
 * What happens when the process is told to end: a word to the operator, quiet while the server
 * stops itself in its own shutdown hook, then the working files are deleted.
 */
final class Stop extends Thread {
  private static final String SERVER_HOOK = "Payara Micro Shutdown Hook";
  private static final long SERVER_APPEARS_WITHIN_MILLIS = 500;
  private static final long SERVER_STOPS_WITHIN_MILLIS = 20_000;

  private final DataDirectory data;
  private volatile boolean wasStarted;

  Stop(DataDirectory data) {
    super("stop");
    this.data = data;
  }

  /** From now on an end is worth a word. */
  void started() {
    wasStarted = true;
  }

  @Override
  public void run() {
    if (wasStarted) {
      System.out.println("Bank API is stopping.");
    }
    Mute.on();
    try {
      awaitServer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    data.deleteWork();
  }

  /** Hooks run at the same time and in no order: the server's own one is recognised by its name. */
  private static void awaitServer() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SERVER_APPEARS_WITHIN_MILLIS);
    while (System.nanoTime() < end) {
      for (Thread thread : getAllStackTraces().keySet()) {
        if (thread.getName().equals(SERVER_HOOK)) {
          thread.join(SERVER_STOPS_WITHIN_MILLIS);
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}

package bankapi.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the application over HTTP, as any monitor would, whether it has started. */
final class Readiness {
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NO_ANSWER = 0;

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  Readiness(URI base) {
    this.base = base;
  }

  /**
   * Waits until it has started.
   *
   * @return whether it is ready, too: an operator may have taken it out of service, or the database
   *     may have gone just now, and neither is a reason to end
   */
  boolean await(Duration atMost) throws StartFailure, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    int last = NO_ANSWER;
    while (System.nanoTime() < end) {
      last = status("/api/health/started");
      if (last == 200) {
        return status("/api/health/ready") == 200;
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
    }
    throw StartFailure.because(
        "Bank API did not start within "
            + atMost.toSeconds()
            + " seconds: /api/health/started gave "
            + (last == NO_ANSWER ? "no answer" : "status " + last)
            + ".");
  }

  private int status(String path) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return NO_ANSWER;
    }
  }
}

package bankapi.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the application over HTTP, as any monitor would, whether it is ready. */
final class Readiness {
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private Readiness() {}

  static void await(URI base, Duration atMost) throws StartFailure, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/health/ready"))
            .timeout(Duration.ofSeconds(10))
            .build();
    long end = System.nanoTime() + atMost.toNanos();
    String last = "no answer";
    while (System.nanoTime() < end) {
      try {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status == 200) {
          return;
        }
        last = "status " + status;
      } catch (IOException e) {
        last = "no answer";
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
    }
    throw StartFailure.because(
        "Bank API did not become ready within "
            + atMost.toSeconds()
            + " seconds: /api/health/ready gave "
            + last
            + ".");
  }
}

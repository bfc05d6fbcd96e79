package bankapi.frappe.boundary;

import bankapi.platform.boundary.ApiPath;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times the sites' calls, from the first byte asked to the last byte written: streams
 * too. One that breaks off is counted under the status it began with. Mapped in web.xml.
 */
public class CallMeters extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String UNKNOWN = "unknown";

  private static final Timer.Builder CALLS =
      Timer.builder("bankapi.site.calls")
          .description("Calls of sites")
          .serviceLevelObjectives(
              Duration.ofMillis(10),
              Duration.ofMillis(50),
              Duration.ofMillis(100),
              Duration.ofMillis(250),
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              Duration.ofMillis(2500),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofMinutes(5));

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long start = System.nanoTime();
    boolean failed = true;
    try {
      chain.doFilter(request, response);
      failed = false;
    } finally {
      String path = ApiPath.of(request);
      if (NeutralHeaders.isMethod(path)) {
        String method = Objects.toString(request.getAttribute(MatchedMethod.NAME), UNKNOWN);
        boolean unsent = failed && !response.isCommitted();
        CALLS
            .withRegistry(Metrics.globalRegistry)
            .withTags("method", method, "status", unsent ? "500" : "" + response.getStatus())
            .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
    }
  }
}

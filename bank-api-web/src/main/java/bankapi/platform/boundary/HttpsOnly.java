package bankapi.platform.boundary;

import bankapi.platform.control.PublicUrl;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps browsers on HTTPS, the same on all servers: tells them so for a year where the public
 * address is https and, if {@code bankapi.platform.https-only} is set, answers nothing over plain
 * HTTP but health and metrics. A page is sent to its https address; whatever carries a secret or a
 * body is refused, or nobody would ever notice that it travels in the clear. Mapped in web.xml.
 */
public class HttpsOnly extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String ONE_YEAR = "max-age=31536000";

  @Inject transient PublicUrl publicUrl;

  @Inject
  @ConfigProperty(name = "bankapi.platform.https-only", defaultValue = "false")
  boolean httpsOnly;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if ("https".equals(publicUrl.resolve("/").getScheme())) {
      response.setHeader("Strict-Transport-Security", ONE_YEAR);
    }
    String path = request.getRequestURI();
    if (!httpsOnly || request.isSecure() || isForThisNetwork(path)) {
      chain.doFilter(request, response);
    } else if (isPage(request)) {
      String query = request.getQueryString();
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", publicUrl.resolve(path) + (query == null ? "" : "?" + query));
    } else {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      response.setContentType("text/plain;charset=UTF-8");
      response.getWriter().println("Use HTTPS: " + publicUrl.resolve("/"));
    }
  }

  /** Probes and scrapers come from beside the server. */
  private static boolean isForThisNetwork(String path) {
    return path.startsWith("/api/health/") || path.equals("/api/metrics");
  }

  private static boolean isPage(HttpServletRequest request) {
    boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    return reads && request.getHeader("Authorization") == null;
  }
}

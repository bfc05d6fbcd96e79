package bankapi.platform.boundary;

import bankapi.platform.control.CurrentRequest;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id (the client's {@code X-Request-Id} if it is sane) and every answer,
 * pages and files included, the headers that keep browsers careful. Mapped in web.xml.
 */
public class RequestIdFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String HEADER = "X-Request-Id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9-]{1,64}");

  @Inject transient RequestId requestId;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = sane(request.getHeader(HEADER));
    requestId.set(id);
    response.setHeader(HEADER, id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Content-Security-Policy", policy(request));
    try (CurrentRequest.Scope scope = CurrentRequest.begin(id)) {
      chain.doFilter(request, response);
    }
  }

  static String sane(@Nullable String offered) {
    return offered != null && SANE.matcher(offered).matches()
        ? offered
        : UUID.randomUUID().toString();
  }

  /** The API sends nothing that loads anything; pages load only what this server serves. */
  private static String policy(HttpServletRequest request) {
    String path = ApiPath.of(request);
    return path.startsWith("/api/")
        ? "default-src 'none'; frame-ancestors 'none'"
        : "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";
  }
}

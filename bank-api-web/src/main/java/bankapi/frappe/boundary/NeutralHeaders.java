package bankapi.frappe.boundary;

import bankapi.platform.boundary.ApiPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client's Content-Type and Accept from JAX-RS where we read them ourselves (method calls)
 * or where they are broken: one server answers a broken one with its own page and a stack trace in
 * the log for every request. What the client wrote stays readable as a request attribute. Mapped in
 * web.xml.
 */
public class NeutralHeaders extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Attribute: the content type as the client wrote it; absent if it gave none. */
  static final String CONTENT_TYPE = "bankapi.frappe.content-type";

  /** Attribute: Accept as the client wrote it; absent if it gave none. */
  static final String ACCEPT = "bankapi.frappe.accept";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String type = request.getContentType();
    String accept = request.getHeader("Accept");
    keep(request, CONTENT_TYPE, type);
    keep(request, ACCEPT, accept);
    String path = ApiPath.of(request);
    boolean method = isMethod(path);
    boolean noType = type != null && (method || !MediaRange.isSane(type));
    boolean noAccept = accept != null && (method || !MediaRange.areSane(accept));
    chain.doFilter(
        noType || noAccept ? new NeutralRequest(request, noType, noAccept) : request, response);
  }

  static boolean isMethod(String path) {
    return path.startsWith("/api/method/") || path.startsWith("/api/v1/method/");
  }

  private static void keep(HttpServletRequest request, String name, @Nullable String value) {
    if (value != null) {
      request.setAttribute(name, value);
    }
  }
}

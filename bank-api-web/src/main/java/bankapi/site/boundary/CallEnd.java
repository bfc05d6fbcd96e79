package bankapi.site.boundary;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Says when a site's call is over: when the last byte is written, of streams too, or the answer has
 * broken off. Mapped in web.xml.
 */
public class CallEnd extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String END = "bankapi.site.call-end";

  /** What shall be run when this call is over. */
  static void at(HttpServletRequest request, Runnable end) {
    request.setAttribute(END, end);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      if (request.getAttribute(END) instanceof Runnable end) {
        request.removeAttribute(END);
        end.run();
      }
    }
  }
}

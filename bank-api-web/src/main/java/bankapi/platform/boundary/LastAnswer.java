package bankapi.platform.boundary;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends the connection after the answer to a request whose body may be left unread: one that is, or
 * may be, larger than we read, and one beside an offer to upgrade, whose end Payara without HTTP/2
 * does not see. Else its rest could be taken for the next request, which behind a proxy may be
 * another client's. A smaller body that nobody read is read away by every server. Mapped in
 * web.xml.
 */
public class LastAnswer extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isLast(
        request.getProtocol(),
        request.getContentLengthLong(),
        request.getHeader("Transfer-Encoding") != null,
        request.getHeader("Upgrade") != null)) {
      response.setHeader("Connection", "close");
    }
    chain.doFilter(request, response);
  }

  /** HTTP/2 keeps requests apart by itself and forbids the header. */
  static boolean isLast(String protocol, long length, boolean chunked, boolean upgrade) {
    return protocol.startsWith("HTTP/1.")
        && (chunked || length > SmallBody.LIMIT || (upgrade && length > 0));
  }
}

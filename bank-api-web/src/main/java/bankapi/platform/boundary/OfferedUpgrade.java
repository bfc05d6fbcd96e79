package bankapi.platform.boundary;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets the body of a request that offers to upgrade its connection end where it says. Java's own
 * HTTP client offers HTTP/2 on every first request without TLS; Payara with HTTP/2 switched off
 * does not see the end of its body, waits for 30 seconds and fails. Mapped in web.xml.
 */
public class OfferedUpgrade extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean offered =
        request.getHeader("Upgrade") != null && request.getHeader("Transfer-Encoding") == null;
    chain.doFilter(offered ? new Ended(request) : request, response);
  }

  private static final class Ended extends HttpServletRequestWrapper {

    Ended(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Announced(super.getInputStream(), Math.max(0, getContentLengthLong()));
    }
  }

  /** No more of a body than was announced. */
  static final class Announced extends ServletInputStream {

    private final ServletInputStream body;
    private long left;

    Announced(ServletInputStream body, long length) {
      this.body = body;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      int read = left == 0 ? -1 : body.read();
      left = read < 0 ? 0 : left - 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int read = left == 0 ? -1 : body.read(bytes, offset, (int) Math.min(length, left));
      left = read < 0 ? 0 : left - read;
      return read;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(left, body.available());
    }

    @Override
    public boolean isFinished() {
      return left == 0 || body.isFinished();
    }

    @Override
    public boolean isReady() {
      return left == 0 || body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}

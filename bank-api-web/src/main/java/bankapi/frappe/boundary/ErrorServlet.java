package bankapi.frappe.boundary;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * The error page of everything that is not JAX-RS (named in web.xml), instead of the server's own,
 * which tells its name and version: Frappe's JSON below /api, else a short page.
 */
@WebServlet("/internal/error")
public class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    FrappeError error = FrappeErrors.ofStatus(status instanceof Integer code ? code : 404);
    response.setStatus(error.status());
    response.setCharacterEncoding("UTF-8");
    String failed = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "");
    boolean api = failed.startsWith(request.getContextPath() + "/api/");
    response.setContentType(api ? "application/json" : "text/html");
    byte[] body = FrappeAnswer.bytes(api ? error.body().toString() : error.page());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

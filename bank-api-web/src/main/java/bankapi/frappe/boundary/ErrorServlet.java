package bankapi.frappe.boundary;

import bankapi.admin.boundary.AdminPath;
import bankapi.admin.boundary.Problem;
import bankapi.admin.boundary.Problems;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/**
 * The error page of everything that is not JAX-RS (named in web.xml), instead of the server's own,
 * which tells its name and version: a problem below /api/admin, Frappe's JSON below /api, else a
 * short page.
 */
@WebServlet("/internal/error")
public class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer number ? number : 404;
    String failed = Objects.toString(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), "");
    boolean api = failed.startsWith(request.getContextPath() + "/api/");
    if (AdminPath.isOf(request.getContextPath(), failed)) {
      Problem problem = Problems.ofStatus(code);
      String requestId = Objects.toString(response.getHeader("X-Request-Id"), "-");
      String json = problem.json(failed, requestId).toString();
      write(response, problem.status(), Problem.MEDIA_TYPE, json);
    } else {
      FrappeError error = FrappeErrors.ofStatus(code);
      String body = api ? error.body().toString() : error.page();
      write(response, error.status(), api ? "application/json" : "text/html", body);
    }
  }

  private static void write(HttpServletResponse response, int status, String type, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setCharacterEncoding("UTF-8");
    byte[] body = FrappeAnswer.bytes(text);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

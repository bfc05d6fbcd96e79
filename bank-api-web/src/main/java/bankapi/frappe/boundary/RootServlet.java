package bankapi.frappe.boundary;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;

/**
 * The bare address: {@code /?cmd=logout}, which Python clients send when they leave, answers 200
 * with nothing; a human meets one sentence.
 */
@WebServlet("")
public class RootServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String PAGE =
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Bank API</title></head>"
          + "<body><p>This is Bank API, the gateway through which bank sites reach bank accounts."
          + " <a href=\"api/health/ready\">Is it well?</a></p></body></html>";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String query = request.getQueryString();
    if (query != null && Arrays.asList(query.split("&")).contains("cmd=logout")) {
      response.setStatus(200);
      return;
    }
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(PAGE);
  }
}

package bankapi.console.boundary;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The console's files. They hold no data: everything shown comes from the admin API, with the
 * operator's cookie. An address without a dot is a page, and every page is the same frame, which
 * asks the address what to show.
 */
@WebServlet("/console/*")
public class ConsoleServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Few and small, and the same until the next deployment. */
  private final transient Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (path == null) {
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", request.getContextPath() + "/console/");
      return;
    }
    ConsoleFile file = find(path).orElse(null);
    if (file == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("ETag", file.tag());
    response.setHeader("Cache-Control", caching(path));
    if (file.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.type());
    response.setContentLength(file.bytes().length);
    response.getOutputStream().write(file.bytes());
  }

  /** Libraries carry their version in the address; our own files are asked for anew each time. */
  static String caching(String path) {
    return path.startsWith("/lib/") ? "public, max-age=31536000, immutable" : "no-cache";
  }

  /** The file that an address below {@code /console} means; null: there is none. */
  static @Nullable String nameOf(String path) {
    if (!path.matches("[A-Za-z0-9._/-]*") || path.contains("..")) {
      return null;
    }
    return path.contains(".") ? path : "/index.html";
  }

  private Optional<ConsoleFile> find(String path) throws IOException {
    String name = nameOf(path);
    if (name == null) {
      return Optional.empty();
    }
    ConsoleFile known = files.get(name);
    if (known == null) {
      known = ConsoleFile.read(name, getServletContext().getResourceAsStream("/console" + name));
      if (known != null) {
        files.put(name, known);
      }
    }
    return Optional.ofNullable(known);
  }
}

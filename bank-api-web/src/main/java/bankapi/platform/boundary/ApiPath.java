package bankapi.platform.boundary;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;

/** A request's path as resources are found by it. */
public final class ApiPath {

  /** JAX-RS drops them before it looks for a resource, and servers before they look for a page. */
  private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*+");

  private ApiPath() {}

  /**
   * Below {@code /api}, still percent-encoded, without matrix parameters and without the leading
   * slash, which one JAX-RS implementation gives and the other does not: {@code method/ping}.
   */
  public static String of(ContainerRequestContext request) {
    String path = plain(request.getUriInfo().getPath(false));
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** Below the context root, likewise: {@code /api/method/ping}. */
  public static String of(HttpServletRequest request) {
    return plain(request.getRequestURI().substring(request.getContextPath().length()));
  }

  /** The path without matrix parameters. */
  public static String plain(String path) {
    return path.indexOf(';') < 0 ? path : MATRIX_PARAMETERS.matcher(path).replaceAll("");
  }
}

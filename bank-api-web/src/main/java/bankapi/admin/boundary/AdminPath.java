package bankapi.admin.boundary;

import bankapi.platform.boundary.ApiPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;

/** What belongs to the admin API. */
public final class AdminPath {

  /** The path of every admin resource, below {@code /api}. */
  public static final String V1 = "admin/v1";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private AdminPath() {}

  public static boolean isOf(ContainerRequestContext request) {
    return ApiPath.of(request).startsWith("admin/");
  }

  public static boolean isOf(HttpServletRequest request) {
    return isOf(request.getContextPath(), request.getRequestURI());
  }

  /**
   * @param uri the path as it was requested
   */
  public static boolean isOf(String contextPath, String uri) {
    return ApiPath.plain(uri).startsWith(contextPath + "/api/admin/");
  }

  /** Whether the verb only looks. */
  public static boolean isSafe(String verb) {
    return SAFE.contains(verb);
  }
}

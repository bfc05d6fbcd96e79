package bankapi.platform.boundary;

import jakarta.ws.rs.container.ContainerRequestContext;

/** The request's path below {@code /api}. */
public final class ApiPath {

  private ApiPath() {}

  /**
   * Still percent-encoded and without the leading slash, which one JAX-RS implementation gives and
   * the other does not: {@code method/ping}.
   */
  public static String of(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath(false);
    return path.startsWith("/") ? path.substring(1) : path;
  }
}

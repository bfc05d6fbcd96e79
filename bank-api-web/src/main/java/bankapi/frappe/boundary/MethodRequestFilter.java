package bankapi.frappe.boundary;

import bankapi.platform.boundary.ApiPath;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Reduces every way to call a method to {@code POST /api/method/<name>}: the v1 path, a trailing
 * slash, anything after a further slash, and the verbs GET, PUT and DELETE. The client's own verb
 * is kept for {@link ArgumentsFilter}.
 */
@Provider
@PreMatching
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 100)
public class MethodRequestFilter implements ContainerRequestFilter {

  /** The verb the client used; present exactly on method calls. */
  static final String VERB = "bankapi.frappe.verb";

  private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "DELETE");

  @Override
  public void filter(ContainerRequestContext request) {
    String verb = request.getMethod();
    if (verb.equals("OPTIONS")) {
      request.abortWith(Response.ok().build());
      return;
    }
    Optional<String> name = methodName(ApiPath.of(request));
    if (name.isEmpty()) {
      return;
    }
    if (!VERBS.contains(verb)) {
      throw new GatewayException(Code.FORBIDDEN, "Not permitted");
    }
    UriInfo uri = request.getUriInfo();
    request.setRequestUri(uri.getBaseUri(), canonical(uri, name.get()));
    request.setMethod("POST");
    request.setProperty(VERB, verb);
  }

  /** The method's name if the path below /api is that of a method, still percent-encoded. */
  static Optional<String> methodName(String path) {
    String rest = path.startsWith("v1/") ? path.substring(3) : path;
    if (!rest.startsWith("method/")) {
      return Optional.empty();
    }
    String name = rest.substring("method/".length());
    int slash = name.indexOf('/');
    name = slash < 0 ? name : name.substring(0, slash);
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static URI canonical(UriInfo uri, String name) {
    String query = uri.getRequestUri().getRawQuery();
    return URI.create(uri.getBaseUri() + "method/" + name + (query == null ? "" : "?" + query));
  }
}

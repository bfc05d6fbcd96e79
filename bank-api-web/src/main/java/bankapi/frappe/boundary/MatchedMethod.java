package bankapi.frappe.boundary;

import bankapi.platform.boundary.ApiPath;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/** Tells {@link CallMeters} which of our methods a call met: only those that exist get a name. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 50)
public class MatchedMethod implements ContainerRequestFilter {

  /** Attribute: the name of the method; absent where there is none of that name. */
  static final String NAME = "bankapi.frappe.method";

  @Context HttpServletRequest http;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (ApiPath.of(request).startsWith("method/")) {
      nameOf(resource.getResourceMethod()).ifPresent(name -> http.setAttribute(NAME, name));
    }
  }

  /** As it is declared: what a client writes is never a label. */
  static Optional<String> nameOf(Method method) {
    return method.getDeclaringClass() == UnknownMethod.class
        ? Optional.empty()
        : Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value);
  }
}

package bankapi.admin.boundary;

import bankapi.platform.control.GatewayException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses query parameters that a resource does not have, and one given twice: a mistyped filter
 * would otherwise silently answer everything. Runs after login.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION + 100)
public class KnownParameters implements ContainerRequestFilter {

  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (AdminPath.isOf(request)) {
      check(names(resource.getResourceMethod()), request.getUriInfo().getQueryParameters());
    }
  }

  static void check(Set<String> known, Map<String, List<String>> given) {
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            throw GatewayException.invalid(name, "is not known here");
          }
          if (values.size() > 1) {
            throw GatewayException.invalid(name, "is given more than once");
          }
        });
  }

  static Set<String> names(Method method) {
    return Arrays.stream(method.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(annotation -> annotation != null)
        .map(QueryParam::value)
        .collect(Collectors.toSet());
  }
}

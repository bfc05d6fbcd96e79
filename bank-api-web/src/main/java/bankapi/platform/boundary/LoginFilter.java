package bankapi.platform.boundary;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/**
 * Closes every resource that is not marked {@link Guest}: methods ({@code /api/method/…}) need a
 * signed-in API user, everything else an operator. Runs after the filters that sign in and before
 * the body is read. The servers' own {@code @RolesAllowed} is not used, because it is not enforced
 * on all of them.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION)
public class LoginFilter implements ContainerRequestFilter {

  @Context ResourceInfo resource;
  @Inject SignedIn signedIn;

  @Override
  public void filter(ContainerRequestContext request) {
    if (isOpen(resource.getResourceMethod(), resource.getResourceClass())) {
      return;
    }
    if (ApiPath.of(request).startsWith("method/")) {
      if (signedIn.site().isEmpty()) {
        throw new GatewayException(Code.FORBIDDEN, "Not permitted: log in to use this");
      }
    } else {
      signedIn.operatorName();
    }
  }

  static boolean isOpen(Method method, Class<?> type) {
    return method.isAnnotationPresent(Guest.class) || type.isAnnotationPresent(Guest.class);
  }
}

package bankapi.admin.boundary;

import bankapi.platform.boundary.SnakeCaseJson;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;

/**
 * Writes the records that admin resources return, so that the JSON does not depend on a server's
 * providers, and forbids caches to keep them.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.USER)
public class AdminJson implements ContainerResponseFilter {

  @Inject SnakeCaseJson json;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!AdminPath.isOf(request)) {
      return;
    }
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    if (response.hasEntity() && !(response.getEntity() instanceof byte[])) {
      byte[] bytes = json.write(response.getEntity()).getBytes(StandardCharsets.UTF_8);
      response.setEntity(bytes, new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }
  }
}

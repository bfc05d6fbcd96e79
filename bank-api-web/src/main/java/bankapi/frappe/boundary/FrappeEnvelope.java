package bankapi.frappe.boundary;

import bankapi.platform.boundary.SnakeCaseJson;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * Wraps what a method returned as {@code {"message": …}} and forbids caches to keep it. The JSON is
 * written here, once, so that it does not depend on a server's JSON providers.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.USER)
public class FrappeEnvelope implements ContainerResponseFilter {

  private static final String NO_CACHE = "no-store,no-cache,must-revalidate,max-age=0";

  @Inject SnakeCaseJson json;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(request.getProperty(MethodRequestFilter.VERB) instanceof String)) {
      return;
    }
    response.getHeaders().putSingle("Cache-Control", NO_CACHE);
    boolean success = response.getStatus() == 200 || response.getStatus() == 204;
    if (success && !(response.getEntity() instanceof StreamingOutput)) {
      response.setStatus(200);
      response.setEntity(
          FrappeAnswer.bytes(wrapped(response.getEntity())),
          new Annotation[0],
          MediaType.APPLICATION_JSON_TYPE);
    }
  }

  /** JSON text; a text result is a JSON string, not JSON. */
  String wrapped(@Nullable Object result) {
    if (result == null) {
      return "{}";
    }
    String value = result instanceof JsonValue ready ? ready.toString() : json.write(result);
    return "{\"message\":" + value + "}";
  }
}

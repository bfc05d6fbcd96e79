package bankapi.frappe.boundary;

import bankapi.platform.boundary.SmallBody;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the arguments of a method call. Its priority puts it behind login: nobody's body is read
 * before we know whose it is.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.ENTITY_CODER)
public class ArgumentsFilter implements ContainerRequestFilter {

  @Inject Arguments arguments;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (!(request.getProperty(MethodRequestFilter.VERB) instanceof String verb)) {
      return;
    }
    Object type = request.getProperty(NeutralHeaders.CONTENT_TYPE);
    Map<String, JsonValue> query =
        FormText.parse(request.getUriInfo().getRequestUri().getRawQuery());
    byte[] body =
        SmallBody.read(request.getEntityStream(), request.getHeaderString("Content-Length"));
    arguments.fill(verb, merge(query, type instanceof String text ? text : "", body));
  }

  /**
   * The rules of Frappe 14 and later: a JSON body stands alone, a form is laid over the query. More
   * lenient in one point: JSON text is understood without a JSON content type too, laid over the
   * query as a form would be.
   */
  static Map<String, JsonValue> merge(
      Map<String, JsonValue> query, String contentType, byte[] body) {
    ContentType type = ContentType.of(contentType);
    if (body.length == 0) {
      return query;
    }
    if (type.isJson()) {
      return JsonText.parse(body);
    }
    Map<String, JsonValue> merged = new HashMap<>(query);
    if (type.is("multipart/form-data")) {
      merged.putAll(MultipartForm.parse(body, type.parameter("boundary").orElse("")));
    } else if (JsonText.looksLikeIt(body)) {
      merged.putAll(JsonText.parseOr(body, Map.of()));
    } else if (type.is("application/x-www-form-urlencoded")) {
      merged.putAll(FormText.parse(new String(body, StandardCharsets.UTF_8)));
    }
    return merged;
  }
}

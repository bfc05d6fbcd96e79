package bankapi.platform.boundary;

import bankapi.platform.control.PageWish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Says in the OpenAPI document what holds for all operations: how those of the two APIs fail; what
 * the admin API's query parameters are, which its methods take as text so that a malformed one is
 * told from an unknown page; and what may be null. Used by the build, and not in the archive.
 */
public class OpenApiRules implements OASFilter {

  private static final String ADMIN = "/api/admin/";
  private static final Map<String, String> FAILURES =
      Map.of(ADMIN, "Problem", "/api/method/", "Failure");

  /** One name means the same in all of the admin API; what is not named here is any text. */
  private static final Map<String, String> SHAPES =
      Map.ofEntries(
          Map.entry("limit", "Limit"),
          Map.entry("item_id", "WholeNumber"),
          Map.entry("provider_id", "WholeNumber"),
          Map.entry("status", "WholeNumber"),
          Map.entry("active", "Flag"),
          Map.entry("deleted", "Flag"),
          Map.entry("down", "Flag"),
          Map.entry("site_id", "UUID"),
          Map.entry("api_user_id", "UUID"),
          Map.entry("from", "Moment"),
          Map.entry("until", "Moment"),
          Map.entry("consent_ends_from", "Moment"),
          Map.entry("consent_ends_before", "Moment"),
          Map.entry("step", "Duration"),
          Map.entry("overlap", "Duration"),
          Map.entry("webhook_url", "Address"));

  private static final String VERSION =
      "The ETag of what was read, which is its `version` in quotation marks, or `*`. 412: it has"
          + " changed since, and nothing was done.";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, PathItem> paths = document.getPaths().getPathItems();
    FAILURES.forEach(
        (prefix, answer) ->
            paths.forEach(
                (path, item) -> {
                  if (path.startsWith(prefix)) {
                    item.getOperations().values().forEach(operation -> fails(operation, answer));
                  }
                }));
    paths.forEach(
        (path, item) -> {
          if (path.startsWith(ADMIN)) {
            item.getOperations().values().forEach(OpenApiRules::takes);
          }
        });
    NullableFields nullable = new NullableFields(OpenApiRules.class, PageWish.class);
    document
        .getComponents()
        .getSchemas()
        .forEach((name, schema) -> allowNull(name, schema, nullable));
  }

  /** An answer has all its fields: null where there is nothing to say. */
  private static void allowNull(String name, Schema schema, NullableFields nullable) {
    Map<String, Schema> fields = schema.getProperties();
    if (fields != null) {
      nullable
          .of(name, Set.copyOf(fields.keySet()))
          .forEach(
              field ->
                  schema.addProperty(
                      field,
                      OASFactory.createSchema()
                          .addOneOf(fields.get(field))
                          .addOneOf(OASFactory.createSchema().ref("Nothing"))));
    }
  }

  /** The answers that are described elsewhere are described there alone. */
  private static void fails(Operation operation, String answer) {
    operation.getResponses().getAPIResponses().values().stream()
        .filter(known -> known.getRef() != null)
        .forEach(known -> known.setDescription(null));
    operation.getResponses().addAPIResponse("default", OASFactory.createAPIResponse().ref(answer));
  }

  private static void takes(Operation operation) {
    List<Parameter> parameters = operation.getParameters();
    if (parameters == null) {
      return;
    }
    for (Parameter parameter : parameters) {
      String shape = SHAPES.get(parameter.getName());
      if (parameter.getIn() == Parameter.In.QUERY && shape != null) {
        parameter.setSchema(OASFactory.createSchema().ref(shape));
      }
      if (parameter.getName().equals("If-Match")) {
        parameter.setDescription(VERSION);
        operation
            .getResponses()
            .addAPIResponse("412", OASFactory.createAPIResponse().ref("Problem"));
      }
    }
  }
}

package bankapi.platform.boundary;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Says in the OpenAPI document how each operation of the two APIs fails, and leaves the description
 * of what is described elsewhere to that place. Used by the build, and not in the archive.
 */
public class FailureAnswers implements OASFilter {

  private static final Map<String, String> BY_PREFIX =
      Map.of("/api/admin/", "Problem", "/api/method/", "Failure");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    BY_PREFIX.forEach(
        (prefix, answer) ->
            document.getPaths().getPathItems().entrySet().stream()
                .filter(path -> path.getKey().startsWith(prefix))
                .forEach(path -> fails(path.getValue(), answer)));
  }

  private static void fails(PathItem path, String answer) {
    path.getOperations().values().stream()
        .map(Operation::getResponses)
        .forEach(
            answers -> {
              answers.getAPIResponses().values().stream()
                  .filter(known -> known.getRef() != null)
                  .forEach(known -> known.setDescription(null));
              answers.addAPIResponse("default", OASFactory.createAPIResponse().ref(answer));
            });
  }
}

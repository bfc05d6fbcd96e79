package bankapi.admin.boundary;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/**
 * A failure as RFC 9457 writes it.
 *
 * @param title what kind of failure it is: the same for every failure of its status
 * @param detail plain text for the caller
 * @param retryAfter seconds until it is worth trying again, 0 for "says nothing"
 * @param errors one for each field or parameter that is wrong
 */
public record Problem(
    int status, String title, String detail, long retryAfter, List<FieldError> errors) {

  /** The content type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int LONGEST = 500;

  /**
   * What is wrong with one value.
   *
   * @param field its name as the caller wrote it
   */
  public record FieldError(String field, String message) {}

  public Problem {
    detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) + "…" : detail;
    errors = List.copyOf(errors);
  }

  Problem(int status, String title, String detail) {
    this(status, title, detail, 0, List.of());
  }

  /**
   * @param instance the path that was requested
   * @param requestId under which operators find the rest in the log
   */
  public JsonObject json(String instance, String requestId) {
    JsonObjectBuilder problem =
        JSON.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", title)
            .add("status", status)
            .add("detail", detail)
            .add("instance", instance)
            .add("request_id", requestId);
    JsonArrayBuilder list = JSON.createArrayBuilder();
    for (FieldError error : errors) {
      list.add(
          JSON.createObjectBuilder().add("field", error.field()).add("message", error.message()));
    }
    return problem.add("errors", list).build();
  }
}

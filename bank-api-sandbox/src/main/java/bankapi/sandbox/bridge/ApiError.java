package bankapi.sandbox.bridge;

import bankapi.sandbox.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A refusal in Bridge's form: an HTTP status and one error with a code. */
public final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final @Nullable String text;
  private final @Nullable String property;
  private final @Nullable Integer retryAfter;

  private ApiError(
      int status,
      String code,
      @Nullable String text,
      @Nullable String property,
      @Nullable Integer retryAfter) {
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
    this.property = property;
    this.retryAfter = retryAfter;
  }

  public static ApiError of(int status, String code, @Nullable String text) {
    return new ApiError(status, code, text, null, null);
  }

  static ApiError invalid(String code, String text, String property) {
    return new ApiError(400, code, text, property, null);
  }

  static ApiError invalidBody() {
    return of(400, "invalid_request", "Invalid body content");
  }

  static ApiError notFound(String what, long id, UUID user) {
    return of(
        404,
        what.toLowerCase(java.util.Locale.ROOT) + ".not_found",
        "%s %d not found for user %s".formatted(what, id, user));
  }

  static ApiError tooMany(@Nullable Integer retryAfter) {
    return new ApiError(429, "too_many_requests", "Too many requests", null, retryAfter);
  }

  Answer toAnswer() {
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("errors");
              json.writeStartObject();
              json.writeStringField("code", code);
              if (text != null) {
                json.writeStringField("message", text);
              }
              if (property != null) {
                json.writeStringField("property", property);
              }
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
            });
    return new Answer(status, body, retryAfter);
  }
}

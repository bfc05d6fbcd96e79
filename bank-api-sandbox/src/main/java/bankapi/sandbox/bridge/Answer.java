package bankapi.sandbox.bridge;

import bankapi.sandbox.json.Json;
import org.jspecify.annotations.Nullable;

/** An HTTP status with a JSON body, which may be empty. */
record Answer(int status, byte[] body, @Nullable Integer retryAfter) {

  static Answer ok(Json.Writer writer) {
    return new Answer(200, Json.bytes(writer), null);
  }

  static Answer created(Json.Writer writer) {
    return new Answer(201, Json.bytes(writer), null);
  }

  static Answer empty(int status) {
    return new Answer(status, new byte[0], null);
  }
}

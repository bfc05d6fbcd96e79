package bankapi.sandbox.admin;

import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.UUID;

/** What the levers' handlers have in common. */
final class AdminCall {

  private AdminCall() {}

  static void answer(Context http, JsonNode json) {
    http.contentType("application/json").result(Json.bytes(json));
  }

  /** The JSON sent; an empty object if nothing was. */
  static JsonNode body(Context http) {
    byte[] bytes = http.bodyAsBytes();
    return bytes.length == 0 ? Json.object() : Json.parse(bytes);
  }

  static long id(Context http, String name) {
    return Long.parseLong(http.pathParam(name));
  }

  static UUID uuid(Context http) {
    return UUID.fromString(http.pathParam("uuid"));
  }

  static NotFoundResponse unknown(String what) {
    return new NotFoundResponse("no such " + what);
  }
}

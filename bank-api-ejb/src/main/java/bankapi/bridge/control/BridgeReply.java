package bankapi.bridge.control;

import bankapi.platform.control.GatewayException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer of Bridge, read to its end.
 *
 * @param body null where there was none, or where an error's body was no JSON object
 * @param retryAfter what Bridge asked us to wait
 */
record BridgeReply(int status, @Nullable JsonObject body, @Nullable Duration retryAfter) {

  boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** True where Bridge itself, and not something in front of it, says that there is none. */
  boolean missing() {
    return status == 404 && error().isPresent();
  }

  /**
   * The content of a success.
   *
   * @throws GatewayException for anything else
   */
  JsonObject content(String what) {
    if (!succeeded()) {
      throw BridgeFailures.of(what, this);
    }
    if (body == null) {
      throw BridgeFailures.notUnderstood(what);
    }
    return body;
  }

  /** The content, or empty where Bridge says that there is none. */
  Optional<JsonObject> optional(String what) {
    return missing() ? Optional.empty() : Optional.of(content(what));
  }

  /** The rows of a page. */
  static JsonArray rows(String what, JsonObject page) {
    if (page.get("resources") instanceof JsonArray rows) {
      return rows;
    }
    throw BridgeFailures.notUnderstood(what);
  }

  boolean says(String code) {
    return error().map(e -> e.getString("code", "")).filter(code::equals).isPresent();
  }

  /** The first entry of {@code {"errors":[{"code","message","property"}]}}. */
  Optional<JsonObject> error() {
    JsonValue errors = body == null ? null : body.get("errors");
    return errors instanceof JsonArray list && !list.isEmpty()
        ? Optional.of(list.get(0)).filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
        : Optional.empty();
  }

  /** Bridge's own words for a person, or its code where it gives none. */
  String errorText() {
    return error()
        .map(
            e -> {
              String text = text(e, "message");
              String property = text(e, "property");
              String said = text == null ? e.getString("code", "status " + status) : text;
              return property == null ? said : said + " (" + property + ")";
            })
        .orElse("status " + status);
  }

  static @Nullable String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString s ? s.getString() : null;
  }
}

package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Cursor;
import bankapi.sandbox.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API with its arguments checked.
 *
 * @param caller the bearer's user on user-scoped endpoints, else null
 * @param endlessCursor whether the answer shall point to itself as its next page
 */
record Call(Context http, @Nullable User caller, boolean endlessCursor) {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;

  User user() {
    return Objects.requireNonNull(caller, "not a user-scoped endpoint");
  }

  String language() {
    @Nullable String wanted = http.header("Accept-Language");
    return wanted != null && wanted.toLowerCase(Locale.ROOT).startsWith("fr") ? "fr" : "en";
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(http.queryParam(name)).filter(value -> !value.isEmpty());
  }

  int limit() {
    int limit = query("limit").map(text -> (int) number(text, "limit")).orElse(DEFAULT_LIMIT);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ApiError.invalid("invalid_request", "limit must be between 1 and 500", "limit");
    }
    return limit;
  }

  Optional<Cursor> after() {
    try {
      return query("after").map(Cursor::decode);
    } catch (IllegalArgumentException e) {
      throw ApiError.invalid("invalid_request", "Invalid cursor", "after");
    }
  }

  Optional<Long> idQuery(String name) {
    return query(name).map(text -> number(text, name));
  }

  Optional<LocalDate> dateQuery(String name) {
    try {
      return query(name).map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw ApiError.invalid("invalid_request", "Expected a date, YYYY-MM-DD", name);
    }
  }

  /** A time with or without zone (then UTC), or a date (then its start in UTC). */
  Optional<Instant> timeQuery(String name) {
    try {
      return query(name).map(Call::time);
    } catch (DateTimeException e) {
      throw ApiError.invalid("invalid_request", "Expected an ISO 8601 date or time", name);
    }
  }

  private static Instant time(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean zoned = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$");
    return zoned
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /** A number in the path; what is none does not exist. */
  long pathId(String name) {
    try {
      return Long.parseLong(http.pathParam(name));
    } catch (NumberFormatException e) {
      throw ApiError.of(404, "not_found", "The requested resource doesn't exist");
    }
  }

  UUID pathUuid() {
    String text = http.pathParam("uuid");
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ApiError.of(404, "user.not_found", "User not found: " + text);
    }
  }

  /** The JSON object sent; with {@code optional}, an empty body is an empty object. */
  Body body(boolean optional) {
    byte[] bytes = http.bodyAsBytes();
    if (optional && bytes.length == 0) {
      return new Body(Json.object());
    }
    @Nullable String type = http.header("Content-Type");
    boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    if (!json || bytes.length == 0) {
      throw ApiError.of(415, "unsupported_media_type", "A JSON body is expected");
    }
    JsonNode node;
    try {
      node = Json.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw ApiError.of(422, "unprocessable_entity", "Malformed JSON");
    }
    if (!node.isObject()) {
      throw ApiError.invalidBody();
    }
    return new Body(node);
  }

  private static long number(String text, String name) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw ApiError.invalid("invalid_request", "Expected a number", name);
    }
  }
}

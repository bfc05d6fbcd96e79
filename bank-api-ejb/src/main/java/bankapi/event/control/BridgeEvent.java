package bankapi.event.control;

import bankapi.platform.control.ForeignJson;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One webhook of Bridge: {@code {"content":{…},"timestamp":…,"type":"item.refreshed"}}.
 *
 * @param type {@code malformed} where the body is no such object
 * @param userUuid whose Bridge user it is about, or null
 * @param body the event as it may be stored: ids and states, no bank data
 */
public record BridgeEvent(
    String type,
    @Nullable UUID userUuid,
    @Nullable Long itemId,
    @Nullable Long accountId,
    String body) {

  /** What of the content is kept: ids and states, none of which is bank data. */
  private static final Set<String> KEPT =
      Set.of(
          "item_id",
          "user_uuid",
          "account_id",
          "status",
          "status_code",
          "status_code_info",
          "full_refresh",
          "refresh_trigger",
          "account_types",
          "authentication_expires_at",
          "data_access",
          "nb_new_transactions",
          "nb_updated_transactions",
          "nb_deleted_transactions");

  private static final int LONGEST_TYPE = 100;

  public static BridgeEvent parse(String raw) {
    JsonObject event;
    try {
      event = ForeignJson.read(raw).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      return new BridgeEvent("malformed", null, null, null, "{}");
    }
    JsonObject content =
        event.get("content") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    String type = event.get("type") instanceof JsonString text ? text.getString() : "malformed";
    return new BridgeEvent(
        type.length() <= LONGEST_TYPE ? type : type.substring(0, LONGEST_TYPE),
        uuid(content.get("user_uuid")).orElse(null),
        number(content.get("item_id")),
        number(content.get("account_id")),
        kept(event, content).toString());
  }

  /** Whether it only says that there is data to fetch. */
  boolean isOfAccount() {
    return isOfAccount(type);
  }

  static boolean isOfAccount(String type) {
    return type.startsWith("item.account.");
  }

  private static JsonObject kept(JsonObject event, JsonObject content) {
    JsonObjectBuilder known = Json.createObjectBuilder();
    content.forEach(
        (name, value) -> {
          if (KEPT.contains(name) && !(value instanceof JsonStructure)) {
            known.add(name, value);
          }
        });
    JsonObjectBuilder kept = Json.createObjectBuilder().add("content", known);
    for (String name : List.of("timestamp", "type")) {
      JsonValue value = event.get(name);
      if (value != null && !(value instanceof JsonStructure)) {
        kept.add(name, value);
      }
    }
    return kept.build();
  }

  private static Optional<UUID> uuid(@Nullable JsonValue value) {
    try {
      return value instanceof JsonString text
          ? Optional.of(UUID.fromString(text.getString()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Long number(@Nullable JsonValue value) {
    return value instanceof JsonNumber n && n.isIntegral() ? Long.valueOf(n.longValue()) : null;
  }
}

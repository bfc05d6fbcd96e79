package bankapi.delivery.control;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a site shall hear.
 *
 * @param event its name, for example {@code connection.succeeded}; at most 60 characters
 * @param targetUrl where it is posted to, at most 2,000 characters
 * @param dedupKey what makes it the same event when it is reported twice for this site, at most 200
 *     characters; null: never the same
 * @param fields what the flat body says beside {@code event}, {@code id} and {@code timestamp},
 *     which are added and win over fields of these names
 */
public record SiteEvent(
    UUID siteId, String event, String targetUrl, @Nullable String dedupKey, JsonObject fields) {

  /** Bridge's id of the item it is about, as {@code item_id} of its fields; null: of none. */
  @Nullable Long itemId() {
    return fields.get("item_id") instanceof JsonNumber item ? item.longValue() : null;
  }

  /**
   * The body as it is stored, signed and sent: compact JSON in which every character beyond ASCII
   * is escaped, so that no database, encoding or receiver can change its bytes.
   *
   * @param at becomes {@code timestamp}, ISO 8601 in UTC
   */
  String body(UUID id, Instant at) {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("event", event)
            .add("id", id.toString())
            .add("timestamp", at.toString());
    fields.forEach(
        (name, value) -> {
          if (!name.equals("event") && !name.equals("id") && !name.equals("timestamp")) {
            body.add(name, value);
          }
        });
    return ascii(body.build().toString());
  }

  /** Beyond ASCII there are only string contents in JSON, where the escape means the same. */
  private static String ascii(String json) {
    StringBuilder out = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.toString();
  }
}

package bankapi.delivery.control;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a site shall hear.
 *
 * @param event its name, for example {@code connection.succeeded}; at most 60 characters
 * @param targetUrl where it is posted to, at most 2,000 characters
 * @param dedupKey what makes it the same event when it is reported twice for this site; null: never
 *     the same
 * @param fields what the flat body says beside {@code event}, {@code id} and {@code timestamp},
 *     which are added and win over fields of these names
 */
public record SiteEvent(
    UUID siteId, String event, String targetUrl, @Nullable String dedupKey, JsonObject fields) {}

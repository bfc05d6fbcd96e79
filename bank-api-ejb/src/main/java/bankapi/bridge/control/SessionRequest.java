package bankapi.bridge.control;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a Bridge connect session is asked for.
 *
 * @param userEmail mandatory at Bridge
 * @param callbackUrl where Bridge sends the browser afterwards; without a query
 * @param context comes back in the callback; at most 100 letters, digits and hyphens
 * @param itemId manages this item instead of adding a new one
 * @param forceReauthentication renews the consent before its end; only together with an item
 * @param accountTypes {@code payment} or {@code all}; null leaves it to Bridge
 * @param providerId skips the list of banks
 * @param countryCode two upper-case letters (ISO 3166-1)
 */
public record SessionRequest(
    String userEmail,
    URI callbackUrl,
    String context,
    @Nullable Long itemId,
    boolean forceReauthentication,
    @Nullable String accountTypes,
    @Nullable Long providerId,
    @Nullable String countryCode) {

  /** Bridge's body of {@code POST connect-sessions}. */
  JsonObject toJson() {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("user_email", userEmail)
            .add("callback_url", callbackUrl.toString())
            .add("context", context);
    if (itemId != null) {
      body.add("item_id", itemId);
      if (forceReauthentication) {
        body.add("force_reauthentication", true);
      }
    }
    if (accountTypes != null) {
      body.add("account_types", accountTypes);
    }
    if (providerId != null) {
      body.add("provider_id", providerId);
    }
    if (countryCode != null) {
      body.add("country_code", countryCode);
    }
    return body.build();
  }
}

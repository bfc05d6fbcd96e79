package bankapi.bridge.control;

import bankapi.platform.control.GatewayException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of Bridge's item that we must understand. Bridge leaves out what is null, so all but
 * {@code id} and {@code status} may be missing.
 *
 * @param status 0 is healthy; negative while Bridge works; anything else needs attention
 * @param statusInfo lower-case word such as {@code otp_required}
 * @param statusDescription a sentence in the language asked for
 * @param authenticationExpiresAt end of the consent given to the bank
 */
public record BridgeItem(
    long id,
    int status,
    @Nullable String statusInfo,
    @Nullable String statusDescription,
    @Nullable Long providerId,
    @Nullable String accountTypes,
    @Nullable Instant lastSuccessfulRefresh,
    @Nullable Instant lastTryRefresh,
    @Nullable Instant createdAt,
    @Nullable Instant authenticationExpiresAt) {

  /** Empty where the id or the status is missing: then it is no item. */
  static Optional<BridgeItem> of(JsonObject json) {
    Long id = number(json, "id");
    Long status = number(json, "status");
    if (id == null || status == null) {
      return Optional.empty();
    }
    return Optional.of(
        new BridgeItem(
            id,
            status.intValue(),
            BridgeReply.text(json, "status_code_info"),
            BridgeReply.text(json, "status_code_description"),
            number(json, "provider_id"),
            BridgeReply.text(json, "account_types"),
            BridgeTimes.parse(BridgeReply.text(json, "last_successful_refresh")),
            BridgeTimes.parse(BridgeReply.text(json, "last_try_refresh")),
            BridgeTimes.parse(BridgeReply.text(json, "created_at")),
            BridgeTimes.parse(BridgeReply.text(json, "authentication_expires_at"))));
  }

  /**
   * @throws GatewayException BRIDGE_UNAVAILABLE where it is no item
   */
  static BridgeItem required(JsonValue json) {
    return Optional.of(json)
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject)
        .flatMap(BridgeItem::of)
        .orElseThrow(() -> BridgeFailures.notUnderstood("an item"));
  }

  private static @Nullable Long number(JsonObject json, String name) {
    return json.get(name) instanceof JsonNumber n ? n.longValue() : null;
  }
}

package bankapi.bridge.control;

import java.time.Instant;
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
    @Nullable Instant authenticationExpiresAt) {}

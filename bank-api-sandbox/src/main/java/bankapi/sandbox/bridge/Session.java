package bankapi.sandbox.bridge;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person is sent to the hosted pages with.
 *
 * @param id what the API answers as id
 * @param key what its address ends in
 * @param manageAll whether it lists all connections of the user instead of making one
 * @param callback where the person goes afterwards, or null to stay on a page of ours
 * @param providerId the bank to skip the choice with, or null
 * @param itemId the item to manage, or null for a new one
 * @param maxAccounts how many accounts may be shared at most
 */
public record Session(
    UUID id,
    UUID key,
    UUID user,
    boolean manageAll,
    @Nullable URI callback,
    @Nullable String context,
    String email,
    @Nullable Long providerId,
    @Nullable Long itemId,
    boolean forceReauthentication,
    String accountTypes,
    boolean accountSelection,
    int maxAccounts,
    Instant createdAt) {}

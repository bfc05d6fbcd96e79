package bankapi.sandbox.bridge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user of the application.
 *
 * @param ordinal how many users were created before it; seeds its data
 */
public record User(UUID uuid, @Nullable String externalId, long ordinal) {}

package bankapi.site.control;

import bankapi.site.entity.BridgeUser;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A site's user as operators see it.
 *
 * @param user the site's own name for the user; empty where the site has only one
 * @param bridgeUuid Bridge's id of the user; null before Bridge has made it
 * @param lostAt since when Bridge has the user no more; null while it has
 */
public record BridgeUserDetails(
    UUID id, String user, @Nullable UUID bridgeUuid, Instant createdAt, @Nullable Instant lostAt) {

  static BridgeUserDetails of(BridgeUser user) {
    return new BridgeUserDetails(
        user.id(), user.siteUser(), user.bridgeUuid(), user.createdAt(), user.lostAt());
  }
}

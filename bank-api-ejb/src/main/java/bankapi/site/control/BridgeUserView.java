package bankapi.site.control;

import bankapi.site.entity.BridgeUser;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user at Bridge and the site behind it.
 *
 * @param id ours
 * @param siteUser the site's own name for the user, or empty
 * @param externalId the random id under which Bridge is asked to make the user
 * @param bridgeUuid null only before Bridge has made the user
 * @param lost whether Bridge has deleted the user: {@code bridgeUuid} is then its former one
 */
public record BridgeUserView(
    UUID id,
    UUID siteId,
    String siteUser,
    UUID externalId,
    @Nullable UUID bridgeUuid,
    boolean lost) {

  static BridgeUserView of(BridgeUser user) {
    return new BridgeUserView(
        user.id(),
        user.siteId(),
        user.siteUser(),
        user.externalId(),
        user.bridgeUuid(),
        user.isLost());
  }

  /** The name under which the site knows the user: its own, else Bridge's. */
  public String name() {
    return siteUser.isEmpty() && bridgeUuid != null ? bridgeUuid.toString() : siteUser;
  }

  /** Bridge's id of the user, where there is one for sure: a user that has an item or a request. */
  public UUID knownUuid() {
    if (bridgeUuid == null) {
      throw new IllegalStateException("bridge user " + id + " is not known to Bridge yet");
    }
    return bridgeUuid;
  }
}

package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.SiteView;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param state what the site reads: {@code pending}, {@code succeeded}, {@code failed}, {@code
 *     expired}
 * @param itemId Bridge's id of the item; null while nothing is decided
 * @param status Bridge's status of the item when it was decided
 * @param step where the user stopped, in Bridge's words
 * @param itemToCheck the item to ask Bridge about, known or only claimed
 */
public record RequestView(
    UUID request,
    UUID bridgeUserId,
    UUID bridgeUuid,
    UUID siteId,
    UUID apiUserId,
    String siteKey,
    String user,
    String state,
    @Nullable Long itemId,
    @Nullable Long itemToCheck,
    @Nullable String bank,
    @Nullable Integer status,
    @Nullable String step,
    String redirectUrl,
    String lang) {

  static RequestView of(ConnectionRequest request, SiteView site, BridgeUserView user) {
    boolean open = request.state() == ConnectionRequest.State.OPEN;
    return new RequestView(
        request.id(),
        request.bridgeUserId(),
        user.knownUuid(),
        site.id(),
        site.apiUserId(),
        site.siteKey(),
        user.name(),
        open ? "pending" : request.state().name().toLowerCase(Locale.ROOT),
        open ? null : request.itemId(),
        request.itemToCheck(),
        request.bank(),
        request.status(),
        request.step(),
        request.redirectUrl(),
        request.lang());
  }

  /** Whether what the site calls itself and its user, where it says so, is what they are. */
  boolean isOf(@Nullable String site, @Nullable String who) {
    return (site == null || site.equals(siteKey))
        && (who == null || who.equals(user) || who.equalsIgnoreCase(bridgeUuid.toString()));
  }

  public boolean succeeded() {
    return state.equals("succeeded");
  }

  public boolean pending() {
    return state.equals("pending");
  }
}

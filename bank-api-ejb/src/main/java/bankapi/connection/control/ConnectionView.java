package bankapi.connection.control;

import bankapi.connection.entity.ConnectionRequest;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.SiteView;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of a connection request; never its context.
 *
 * @param kind {@code connect}, {@code edit}, {@code sca} or {@code pro}
 * @param state {@code open}, {@code succeeded}, {@code failed} or {@code expired}
 * @param itemId Bridge's id of the item it is about, as far as that is known
 * @param claimedItemId the item the browser named, which nobody has checked
 * @param status Bridge's status of the item when it was decided
 * @param linkedAt when Bridge gave the link; null where that is not known
 * @param step where the user stopped, in Bridge's words
 */
public record ConnectionView(
    UUID request,
    UUID siteId,
    String siteKey,
    UUID bridgeUserId,
    String user,
    String kind,
    String state,
    @Nullable String bank,
    @Nullable Long itemId,
    @Nullable Long claimedItemId,
    @Nullable Integer status,
    @Nullable String step,
    String lang,
    String redirectUrl,
    @Nullable String webhookUrl,
    Instant openedAt,
    Instant expiresAt,
    @Nullable Instant linkedAt,
    @Nullable Instant returnedAt,
    @Nullable Instant settledAt) {

  static ConnectionView of(ConnectionRequest request, SiteView site, BridgeUserView user) {
    return new ConnectionView(
        request.id(),
        request.siteId(),
        site.siteKey(),
        request.bridgeUserId(),
        user.name(),
        request.kind().name().toLowerCase(Locale.ROOT),
        request.state().name().toLowerCase(Locale.ROOT),
        request.bank(),
        request.itemId(),
        request.claimedItemId(),
        request.status(),
        request.step(),
        request.lang(),
        request.redirectUrl(),
        request.webhookUrl(),
        request.openedAt(),
        request.expiresAt(),
        request.linkedAt(),
        request.returnedAt(),
        request.settledAt());
  }
}

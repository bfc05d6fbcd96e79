package bankapi.item.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.item.entity.Item;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.SiteView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may leave about an item, with its owner.
 *
 * @param itemId Bridge's id
 * @param user the owning site's name of the user
 * @param meaning who has to do something, by {@code status}: {@code healthy}, {@code wait}, {@code
 *     bank}, {@code unknown}, {@code act} or {@code dead}, as {@link ItemStatus.Meaning}
 * @param webhookUrl where the site hears of it, or null
 * @param deletedAt null while it exists
 */
public record ItemView(
    UUID id,
    long itemId,
    UUID bridgeUserId,
    UUID bridgeUuid,
    UUID siteId,
    String siteKey,
    String user,
    @Nullable String bank,
    @Nullable Long providerId,
    @Nullable String accountTypes,
    int status,
    @Nullable String statusInfo,
    String meaning,
    @Nullable Instant authenticationExpiresAt,
    @Nullable Instant lastSuccessfulRefresh,
    @Nullable Instant lastTryRefresh,
    @Nullable String webhookUrl,
    @Nullable Instant deletedAt) {

  static ItemView of(Item item, SiteView site, BridgeUserView user) {
    return new ItemView(
        item.id(),
        item.bridgeItemId(),
        item.bridgeUserId(),
        user.knownUuid(),
        item.siteId(),
        site.siteKey(),
        user.name(),
        item.bank(),
        item.providerId(),
        item.accountTypes(),
        item.status(),
        item.statusInfo(),
        ItemStatus.of(item.status()).meaning().word(),
        item.authenticationExpiresAt(),
        item.lastSuccessfulRefresh(),
        item.lastTryRefresh(),
        site.hearsAt(item.webhookUrl()),
        item.deletedAt());
  }

  /** The same item as Bridge shows it now. */
  ItemView seen(ItemFacts facts) {
    return new ItemView(
        id,
        itemId,
        bridgeUserId,
        bridgeUuid,
        siteId,
        siteKey,
        user,
        bank,
        facts.providerId(),
        facts.accountTypes(),
        facts.status(),
        facts.statusInfo(),
        ItemStatus.of(facts.status()).meaning().word(),
        facts.authenticationExpiresAt(),
        facts.lastSuccessfulRefresh(),
        facts.lastTryRefresh(),
        webhookUrl,
        deletedAt);
  }

  /** In whose name Bridge is asked about it. */
  public BridgeCaller owner() {
    return new BridgeCaller(siteId, bridgeUuid);
  }
}

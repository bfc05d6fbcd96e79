package bankapi.item.control;

import bankapi.bridge.control.BridgeItem;
import bankapi.item.entity.Item;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written down of an item: Bridge's answer, and what the site says of it.
 *
 * @param bank the site's own name of the bank, or null to leave it
 * @param webhookUrl where the site wants to hear of it, or null to leave it
 */
public record ItemFacts(
    long itemId,
    int status,
    @Nullable String statusInfo,
    @Nullable Long providerId,
    @Nullable String accountTypes,
    @Nullable Instant lastSuccessfulRefresh,
    @Nullable Instant lastTryRefresh,
    @Nullable Instant createdAt,
    @Nullable Instant authenticationExpiresAt,
    @Nullable String bank,
    @Nullable String webhookUrl) {

  public static ItemFacts of(BridgeItem item) {
    return new ItemFacts(
        item.id(),
        item.status(),
        item.statusInfo(),
        item.providerId(),
        item.accountTypes(),
        item.lastSuccessfulRefresh(),
        item.lastTryRefresh(),
        item.createdAt(),
        item.authenticationExpiresAt(),
        null,
        null);
  }

  /** The same, with the site's name of the bank and the address it wants to hear at. */
  public ItemFacts labelled(@Nullable String newBank, @Nullable String newWebhookUrl) {
    return new ItemFacts(
        itemId,
        status,
        statusInfo,
        providerId,
        accountTypes,
        lastSuccessfulRefresh,
        lastTryRefresh,
        createdAt,
        authenticationExpiresAt,
        newBank,
        newWebhookUrl);
  }

  /** What Bridge said before what is known already changes nothing but the label. */
  void copyTo(Item item, Instant now) {
    item.label(bank, webhookUrl);
    if (isOlderThan(item)) {
      item.unchanged(now);
      return;
    }
    item.update(
        status,
        statusInfo,
        providerId,
        accountTypes,
        lastSuccessfulRefresh,
        lastTryRefresh,
        createdAt,
        authenticationExpiresAt,
        now);
  }

  /**
   * The time of a try is when it began: what was read before its end is known by what was not there
   * yet. An item that was just edited says so before its next try, and is believed.
   */
  private boolean isOlderThan(Item item) {
    Instant known = item.lastTryRefresh();
    if (known == null || isBefore(known, lastTryRefresh)) {
      return false;
    }
    boolean firstRefresh = status == ItemStatus.JUST_ADDED.code() && item.status() >= 0;
    return lastTryRefresh != null && lastTryRefresh.isBefore(known)
        || firstRefresh
        || isBefore(lastSuccessfulRefresh, item.lastSuccessfulRefresh());
  }

  /** What never was is before all else. */
  private static boolean isBefore(@Nullable Instant one, @Nullable Instant other) {
    return other != null && (one == null || one.isBefore(other));
  }
}

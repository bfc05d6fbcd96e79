package bankapi.item.control;

import bankapi.item.entity.Item;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Listing;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Store: finds items for operators, whoever owns them. */
@Stateless
public class ItemAdmin {

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Tenancy tenancy;
  @Inject ItemStore items;

  /** The highest of Bridge's ids first. */
  public Page<ItemView> list(ItemFilter filter, PageWish wish) {
    Listing<Item> listing =
        new Listing<>(Item.class, "bridgeItemId")
            .where("e.bridgeItemId = :itemId", "itemId", filter.itemId())
            .where("e.siteId = :siteId", "siteId", filter.siteId())
            .where(
                "e.siteId in (select s.id from Site s where s.siteKey = :siteKey)",
                "siteKey",
                filter.siteKey())
            .where(
                "e.bridgeUserId in (select u.id from BridgeUser u where u.siteUser = :user)",
                "user",
                filter.user())
            .where("lower(e.bank) like :bank escape '!'", "bank", Listing.containing(filter.bank()))
            .where("e.providerId = :providerId", "providerId", filter.providerId())
            .where("e.status = :status", "status", filter.status())
            .where(
                "e.authenticationExpiresAt >= :consentBegin",
                "consentBegin",
                filter.consentEndsFrom())
            .where(
                "e.authenticationExpiresAt < :consentEnd",
                "consentEnd",
                filter.consentEndsBefore());
    if (filter.deleted() != null) {
      listing.only(filter.deleted() ? "e.deletedAt is not null" : "e.deletedAt is null");
    }
    return listing
        .first(
            rows ->
                tenancy.read(
                    rows.stream().map(Item::siteId), rows.stream().map(Item::bridgeUserId)))
        .pageByNumber(em, wish, Item::bridgeItemId, this::view);
  }

  /**
   * @param itemId Bridge's id
   * @throws GatewayException NOT_FOUND
   */
  public ItemView find(long itemId) {
    return items.byBridgeId(itemId).orElseThrow(() -> GatewayException.notFound("Item", itemId));
  }

  private ItemView view(Item item) {
    return ItemView.of(item, tenancy.site(item.siteId()), tenancy.bridgeUser(item.bridgeUserId()));
  }
}

package bankapi.item.control;

import bankapi.item.entity.Item;
import bankapi.platform.control.Audit;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.SiteView;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Store: which items exist, who owns them, what is known of them. */
@Stateless
public class ItemStore {

  /** Far fewer than a database takes parameters. */
  private static final int USERS_AT_ONCE = 1000;

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Clock clock;
  @Inject Tenancy tenancy;
  @Inject ItemEvents events;
  @Inject Audit audit;

  /**
   * The caller's item, also when it is deleted. {@code site} and {@code user} need not be given;
   * where they are, they have to agree.
   *
   * @throws GatewayException NOT_FOUND for an unknown item and for another tenant's alike
   */
  public ItemView owned(
      ApiCaller caller, long itemId, @Nullable String siteKey, @Nullable String user) {
    return find(itemId)
        .filter(i -> tenancy.isOf(caller, i.siteId()))
        .map(this::view)
        .filter(i -> siteKey == null || siteKey.equals(i.siteKey()))
        .filter(i -> user == null || isUser(i, user))
        .orElseThrow(() -> GatewayException.notFound("Item", itemId));
  }

  /** The live items of these Bridge users, by Bridge's id. */
  public List<ItemView> ofBridgeUsers(Collection<UUID> bridgeUserIds) {
    return em.createNamedQuery(Item.OF_BRIDGE_USERS, Item.class)
        .setParameter("bridgeUserIds", List.copyOf(bridgeUserIds))
        .getResultStream()
        .map(this::view)
        .toList();
  }

  /** How fresh the data of all live items of these Bridge users is. */
  public Freshness freshness(List<UUID> bridgeUserIds) {
    List<Freshness> all = new ArrayList<>();
    for (int from = 0; from < bridgeUserIds.size(); from += USERS_AT_ONCE) {
      int to = Math.min(from + USERS_AT_ONCE, bridgeUserIds.size());
      em.createNamedQuery(Item.FRESHNESS_OF_BRIDGE_USERS, Object[].class)
          .setParameter("bridgeUserIds", bridgeUserIds.subList(from, to))
          .getResultStream()
          .map(row -> new Freshness((Instant) row[0], (Instant) row[1], (Integer) row[2]))
          .forEach(all::add);
    }
    return Freshness.of(all);
  }

  /** An item by our id, which never comes from a caller. */
  public Optional<ItemView> byId(UUID id) {
    return Optional.ofNullable(em.find(Item.class, id)).map(this::view);
  }

  /** Whether any site has a connected bank. */
  public boolean anyLive() {
    return em.createNamedQuery(Item.LIVE_COUNT, Long.class).getSingleResult() > 0;
  }

  /** When Bridge made the oldest item that still exists; empty where that is not known. */
  public Optional<Instant> oldestLive() {
    return em.createNamedQuery(Item.LIVE_AGES, Instant.class)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** An item by Bridge's id, whoever owns it: for news that come from Bridge itself. */
  public Optional<ItemView> byBridgeId(long itemId) {
    return find(itemId).map(this::view);
  }

  /**
   * Writes down what Bridge says. An item that another Bridge user owns is never taken over; one
   * that was deleted since Bridge said so, or whose user was, does not come back.
   *
   * @return the item, and whether it was unknown until now
   * @throws GatewayException NOT_FOUND for these
   */
  public Stored store(BridgeUserView user, ItemFacts facts) {
    BridgeUserView owner = tenancy.lock(user.id());
    Optional<Item> known = find(facts.itemId());
    boolean isOthers = known.filter(i -> !i.bridgeUserId().equals(user.id())).isPresent();
    if (isOthers || isGone(owner, known)) {
      throw GatewayException.notFound("Item", facts.itemId());
    }
    Item item =
        known.orElseGet(
            () -> {
              Item made = new Item(user.id(), user.siteId(), facts.itemId(), clock.instant());
              em.persist(made);
              return made;
            });
    int before = known.isPresent() ? item.status() : 0;
    Instant consent = item.authenticationExpiresAt();
    Instant refreshed = item.lastSuccessfulRefresh();
    facts.copyTo(item, clock.instant());
    boolean renewed = consent != null && item.consentEndsLaterThan(consent);
    boolean moved =
        before != item.status() || !Objects.equals(refreshed, item.lastSuccessfulRefresh());
    return new Stored(view(item), known.isEmpty(), before, renewed, moved);
  }

  /**
   * @param before the status that was known, 0 for a new item
   * @param renewed whether the consent given to the bank ends a day later than was known, or more
   * @param moved whether its status is another, or it was refreshed since
   */
  public record Stored(ItemView item, boolean fresh, int before, boolean renewed, boolean moved) {}

  /**
   * Whether Bridge has it no more, whatever was read before.
   *
   * @param owner as just locked
   */
  public boolean isGone(BridgeUserView owner, long itemId) {
    return isGone(owner, find(itemId));
  }

  private static boolean isGone(BridgeUserView owner, Optional<Item> known) {
    return owner.lost() || known.filter(item -> item.deletedAt() != null).isPresent();
  }

  /** As {@link #deleted(long)}, because an operator wants it so: audited in one transaction. */
  public void deleted(ItemView item, String operator) {
    deleted(item.itemId());
    audit.record(operator, "item.delete", "item " + item.itemId(), item.siteId(), null);
  }

  /** The item is gone at Bridge; its site hears of it once. */
  public void deleted(long itemId) {
    find(itemId)
        .ifPresent(
            i -> {
              tenancy.lock(i.bridgeUserId());
              em.refresh(i);
              if (i.deletedAt() == null) {
                i.delete(clock.instant());
                events.deleted(view(i));
              }
            });
  }

  /**
   * Bridge has deleted the user, and with it all items. Said again it ends what is left of them,
   * unless there is another user by now.
   */
  public void userLost(BridgeUserView user) {
    if (tenancy.markLost(user).lost()) {
      ofBridgeUsers(List.of(user.id())).forEach(item -> deleted(item.itemId()));
    }
  }

  private Optional<Item> find(long itemId) {
    return em.createNamedQuery(Item.BY_BRIDGE_ITEM, Item.class)
        .setParameter("bridgeItemId", itemId)
        .getResultStream()
        .findFirst();
  }

  private ItemView view(Item item) {
    SiteView site = tenancy.site(item.siteId());
    return ItemView.of(item, site, tenancy.bridgeUser(item.bridgeUserId()));
  }

  private static boolean isUser(ItemView item, String user) {
    return user.equals(item.user()) || user.equalsIgnoreCase(item.bridgeUuid().toString());
  }
}

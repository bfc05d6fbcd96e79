package bankapi.item.control;

import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.SiteEvent;
import bankapi.item.entity.Item;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.SortedSet;

/** Store: tells a site about its item, in the transaction of what happened to the item. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ItemEvents {

  private static final Logger LOGGER = System.getLogger(ItemEvents.class.getName());
  private static final String WAY_OUT = "way_out";
  private static final String LINKS = "bank_api.bridge.";

  @PersistenceContext(unitName = "bankapi")
  EntityManager em;

  @Inject Deliveries deliveries;
  @Inject OpenOutages outages;
  @Inject Clock clock;

  /** Nobody's request led to it for sure: the site may ask, the gateway never guesses. */
  public void created(ItemView item) {
    send("item.created", item, "item:" + item.id() + ":created", body(item));
  }

  public void deleted(ItemView item) {
    send("item.deleted", item, "item:" + item.id() + ":deleted", body(item));
  }

  /**
   * Bridge has refreshed the item: new data, or the need to act.
   *
   * @param cause what the news came from, so that the same cause never tells it twice
   */
  public void refreshed(ItemView item, int statusBefore, String cause) {
    turned(item, statusBefore, cause);
    if (ItemStatus.of(item.status()).meaning() == ItemStatus.Meaning.HEALTHY) {
      send("item.refreshed", item, cause + ":refreshed", body(item));
    }
  }

  /**
   * Somebody has read the item before Bridge's webhook was worked off: only where the status became
   * another there may be something to tell, the need to act.
   *
   * @param cause what the news came from, so that the same cause never tells it twice
   */
  public void turned(ItemView item, int statusBefore, String cause) {
    if (statusBefore == item.status()) {
      return;
    }
    ItemStatus status = ItemStatus.of(item.status());
    if (status == ItemStatus.UNKNOWN) {
      LOGGER.log(
          Level.WARNING,
          "Bridge gives item {0} a status that is not known here: {1}",
          String.valueOf(item.itemId()),
          String.valueOf(item.status()));
    }
    if (status.needsAction()) {
      actionRequired(item, cause);
    }
  }

  /**
   * The user has to act; while the bank is down that is held back, for it may be the bank's doing,
   * and there is nothing the user could do.
   */
  public void actionRequired(ItemView item, String cause) {
    if (outages.isDown(item.providerId())) {
      em.find(Item.class, item.id()).holdAction(clock.instant());
    } else {
      send(
          "item.action_required",
          item,
          cause + ":action",
          withWayOut(item, ItemStatus.of(item.status())));
    }
  }

  /**
   * There is data to fetch.
   *
   * @param accounts the accounts that were added, changed or removed, as far as they are known
   */
  public void accountsUpdated(ItemView item, SortedSet<Long> accounts, String cause) {
    JsonArrayBuilder ids = Json.createArrayBuilder();
    accounts.forEach(ids::add);
    send("accounts.updated", item, cause + ":accounts", body(item).add("account_ids", ids));
  }

  /** The consent given to the bank ends in so many days or less; it can be renewed now. */
  public void consentExpiring(ItemView item, Instant end, int days) {
    send(
        "item.consent_expiring",
        item,
        "item:" + item.id() + ":consent:" + end + ":" + days,
        body(item)
            .add("consent_expires_at", end.toString())
            .add("days", days)
            .add(WAY_OUT, LINKS + ItemStatus.RENEWAL));
  }

  private static JsonObjectBuilder withWayOut(ItemView item, ItemStatus status) {
    JsonObjectBuilder body = body(item).add("reason", status.reason());
    if (status.wayOut() != null) {
      body.add(WAY_OUT, LINKS + status.wayOut());
    }
    return body;
  }

  private static JsonObjectBuilder body(ItemView item) {
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("request", JsonValue.NULL).add("item_id", item.itemId());
    if (item.bank() == null) {
      body.addNull("bank");
    } else {
      body.add("bank", item.bank());
    }
    return body.add("site", item.siteKey())
        .add("user", item.user())
        .add("status", item.status())
        .add("success", item.status() == 0);
  }

  private void send(String event, ItemView item, String dedupKey, JsonObjectBuilder body) {
    if (item.webhookUrl() != null) {
      deliveries.enqueue(
          new SiteEvent(item.siteId(), event, item.webhookUrl(), dedupKey, body.build()));
    }
  }
}

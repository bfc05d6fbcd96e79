package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Ledger;
import bankapi.sandbox.json.Json;
import bankapi.sandbox.webhook.WebhookSender.Event;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** What Bridge's webhooks say of items and users. */
final class ItemEvents {

  private ItemEvents() {}

  static Event created(Item item) {
    return new Event("item.created", ofItem(item));
  }

  static Event deleted(Item item) {
    return new Event("item.deleted", ofItem(item));
  }

  static Event userDeleted(UUID user) {
    ObjectNode content = Json.object();
    content.put("user_uuid", user.toString());
    return new Event("user.deleted", content);
  }

  static Event refreshed(Item item, boolean full, String trigger) {
    ObjectNode content = Json.object();
    content.put("item_id", item.id());
    content.put("status_code", item.status().code());
    if (item.status().info() != null) {
      content.put("status_code_info", item.status().info());
    }
    content.put("full_refresh", full);
    content.put("refresh_trigger", trigger);
    content.put("account_types", item.accountTypes());
    if (item.authenticationExpiresAt() != null) {
      content.put("authentication_expires_at", Times.seconds(item.authenticationExpiresAt()));
    }
    content.put("user_uuid", item.user().toString());
    return new Event("item.refreshed", content);
  }

  static Event accountCreated(Item item, Account account) {
    return new Event("item.account.created", ofAccount(item, account));
  }

  static Event accountUpdated(Item item, Account account, Ledger.Refresh refresh) {
    ObjectNode content = ofAccount(item, account);
    if (item.shares(account.id())) {
      boolean main = account.id() == item.ledger().accounts().get(0).id();
      content.put("nb_new_transactions", main ? refresh.added() : 0);
      content.put("nb_updated_transactions", main ? refresh.updated() : 0);
      content.put("nb_deleted_transactions", main ? refresh.deleted() : 0);
    }
    return new Event("item.account.updated", content);
  }

  private static ObjectNode ofItem(Item item) {
    ObjectNode content = Json.object();
    content.put("item_id", item.id());
    content.put("user_uuid", item.user().toString());
    return content;
  }

  private static ObjectNode ofAccount(Item item, Account account) {
    ObjectNode content = ofItem(item);
    content.put("account_id", account.id());
    boolean shared = item.shares(account.id());
    if (shared) {
      content.put("balance", account.balance());
    }
    content.put("data_access", shared ? "enabled" : "disabled");
    return content;
  }
}

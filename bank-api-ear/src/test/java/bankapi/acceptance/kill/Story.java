package bankapi.acceptance.kill;

import bankapi.acceptance.system.BridgeSystem;
import bankapi.acceptance.system.SiteSystem.Webhook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * An item's life: it comes to be, needs a code, is deleted. Each step waits until the site has
 * heard of the one before, so that each has an outcome of its own, to be told exactly once.
 */
final class Story {
  /** One of the item, one of each account, one of the first refresh; a refresh; the end. */
  static final int EVENTS = 1 + 10 + 1 + 1 + 1;

  private static final int ACCOUNTS = 10;
  private static final Set<String> OUTCOMES =
      Set.of("item.created", "item.action_required", "item.deleted");

  private final long item;
  private final Set<Long> accounts = new HashSet<>();
  private final Map<String, Set<String>> ids = new HashMap<>();
  private boolean ordered;
  private boolean deleted;

  Story(long item) {
    this.item = item;
  }

  long item() {
    return item;
  }

  void hear(Webhook webhook) {
    ids.computeIfAbsent(webhook.event(), event -> new HashSet<>())
        .add(webhook.headers().get("webhook-id"));
    webhook.json().path("account_ids").forEach(account -> accounts.add(account.asLong()));
  }

  /** Lets Bridge do what comes next, where the site has heard of what was. */
  void goOn(BridgeSystem bridge) {
    if (!ordered && ids.containsKey("item.created")) {
      ordered = true;
      bridge.refresh(item, Map.of("status", 1010));
    }
    if (!deleted && ids.containsKey("item.action_required") && accounts.size() == ACCOUNTS) {
      deleted = true;
      bridge.delete(item);
    }
  }

  boolean isOver() {
    return ids.keySet().containsAll(OUTCOMES);
  }

  /** How many of its outcomes were told under more than one id. */
  long doubled() {
    return OUTCOMES.stream().filter(event -> ids.getOrDefault(event, Set.of()).size() > 1).count();
  }

  /** Where it stands, for whoever looks for what is missing. */
  @Override
  public String toString() {
    return "item " + item + ": " + ids.keySet() + ", " + accounts.size() + " accounts";
  }
}

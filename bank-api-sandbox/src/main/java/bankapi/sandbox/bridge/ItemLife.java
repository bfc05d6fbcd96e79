package bankapi.sandbox.bridge;

import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Ledger;
import bankapi.sandbox.data.Provider;
import bankapi.sandbox.webhook.SentWebhook;
import bankapi.sandbox.webhook.WebhookSender;
import bankapi.sandbox.webhook.WebhookSender.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to items, with the webhooks that tell of it. */
public final class ItemLife {

  /** How long a consent holds, by PSD2. */
  static final Duration CONSENT = Duration.ofDays(180);

  private static final Ledger.Refresh USUAL = new Ledger.Refresh(3, 1, 0);

  private final World world;
  private final WebhookSender webhooks;

  public ItemLife(World world, WebhookSender webhooks) {
    this.world = world;
    this.webhooks = webhooks;
  }

  /**
   * How a refresh ends.
   *
   * @param status the item's new status; null for what its login foresees
   * @param authenticationExpiresAt the consent's new end; null leaves it
   * @param changes rows that changed; null for the usual few
   */
  public record RefreshOrder(
      @Nullable ItemStatus status,
      boolean full,
      @Nullable Instant authenticationExpiresAt,
      Ledger.@Nullable Refresh changes) {

    /** An ordinary automatic refresh. */
    public static final RefreshOrder USUAL = new RefreshOrder(null, false, null, null);
  }

  /** What became of an item and which webhooks tell it. */
  public record Outcome(Item item, List<SentWebhook> webhooks) {}

  /** The person submitted a login: the item begins to exist. */
  public Outcome submitted(User user, Provider provider, String accountTypes) {
    Item item = world.addItem(user, provider, accountTypes);
    return new Outcome(item, webhooks.send(List.of(ItemEvents.created(item))));
  }

  /** The hosted pages are through with an item: its first refresh, or one more. */
  public Outcome connected(long itemId, Login login, Set<Long> withheld) {
    boolean manual =
        world.switches().firstRefresh() == ApiSwitches.FirstRefresh.MANUAL
            && login.outcome().isOk();
    Instant now = world.now();
    Item before = world.item(itemId).orElseThrow();
    Item after =
        world
            .change(
                itemId,
                item -> {
                  Item shared = item.with(item.ledger(), withheld);
                  if (manual) {
                    List<ItemStatus> later = new ArrayList<>(login.later());
                    later.add(0, login.outcome());
                    ItemStatus waiting =
                        item.lastSuccess() == null ? ItemStatus.ADDED : new ItemStatus(-3, null);
                    return shared.tried(now, waiting, later);
                  }
                  Item tried = shared.tried(now, login.outcome(), login.later());
                  return login.outcome().isOk() ? tried.consentUntil(now.plus(CONSENT)) : tried;
                })
            .orElseThrow();
    if (manual) {
      return new Outcome(after, List.of());
    }
    return new Outcome(after, tell(before, after, new Ledger.Refresh(0, 0, 0), true, "connect"));
  }

  /** A refresh by Bridge itself. */
  public Optional<Outcome> refresh(long itemId, RefreshOrder order) {
    @Nullable Item before = world.item(itemId).orElse(null);
    if (before == null) {
      return Optional.empty();
    }
    Instant now = world.now();
    boolean first = before.lastSuccess() == null;
    Ledger.Refresh none = new Ledger.Refresh(0, 0, 0);
    ItemStatus status = order.status() != null ? order.status() : foreseen(before, now);
    Ledger.Refresh usual = order.changes() != null ? order.changes() : first ? none : USUAL;
    Ledger.Refresh changes = status.isOk() ? usual : none;
    Item after =
        world
            .change(
                itemId,
                item -> {
                  boolean planned = order.status() == null && !item.later().isEmpty();
                  List<ItemStatus> later =
                      planned ? item.later().subList(1, item.later().size()) : item.later();
                  Item tried =
                      item.tried(now, status, later)
                          .with(item.ledger().refreshed(now, changes), item.withheld());
                  @Nullable Instant consent = order.authenticationExpiresAt();
                  if (consent == null && first && status.isOk()) {
                    consent = now.plus(CONSENT);
                  }
                  return consent == null ? tried : tried.consentUntil(consent);
                })
            .orElseThrow();
    return Optional.of(
        new Outcome(after, tell(before, after, changes, order.full() || first, "scheduler")));
  }

  private static ItemStatus foreseen(Item item, Instant now) {
    if (!item.later().isEmpty()) {
      return item.later().get(0);
    }
    @Nullable Instant consent = item.authenticationExpiresAt();
    if (consent != null && !now.isBefore(consent)) {
      return ItemStatus.OTP_REQUIRED;
    }
    return item.status().code() < 0 ? ItemStatus.OK : item.status();
  }

  private List<SentWebhook> tell(
      Item before, Item after, Ledger.Refresh changes, boolean full, String trigger) {
    List<Event> events = new ArrayList<>();
    if (after.status().isOk()) {
      for (Account account : after.accounts(world.switches().strictAccountTypes())) {
        events.add(
            before.lastSuccess() == null
                ? ItemEvents.accountCreated(after, account)
                : ItemEvents.accountUpdated(after, account, changes));
      }
    }
    events.add(ItemEvents.refreshed(after, full, trigger));
    return webhooks.send(events);
  }

  /** Deletes an item; false if there is none. */
  public boolean delete(Item item) {
    boolean deleted = world.deleteItem(item.id());
    if (deleted) {
      webhooks.send(List.of(ItemEvents.deleted(item)));
    }
    return deleted;
  }

  /** Deletes a user with all items; false if there is none. */
  public boolean deleteUser(UUID user) {
    boolean deleted = world.deleteUser(user);
    if (deleted) {
      webhooks.send(List.of(ItemEvents.userDeleted(user)));
    }
    return deleted;
  }
}

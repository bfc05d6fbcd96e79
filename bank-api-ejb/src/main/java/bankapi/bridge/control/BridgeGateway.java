package bankapi.bridge.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import bankapi.bridge.control.BridgeCall.Again;
import bankapi.bridge.control.BridgeCaller.Manner;
import bankapi.platform.control.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Bridge in our own words: the one class that the rest of the project asks. Every method blocks
 * until Bridge has answered, waits at most {@code bankapi.bridge.max-wait} for its turn, and fails
 * with {@link GatewayException}: BRIDGE_REFUSED with Bridge's reason where the caller can mend it,
 * TOO_MANY_REQUESTS, or BRIDGE_UNAVAILABLE. Never to be called inside a transaction.
 */
@ApplicationScoped
public class BridgeGateway {

  private static final Duration AHEAD = Duration.ofSeconds(1);

  /** How long a call waits for its turn before it is refused. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.max-wait", defaultValue = "PT20S")
  Duration maxWait;

  /** How long the further pages of an answer that has begun wait for theirs. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.max-stream-wait", defaultValue = "PT6M")
  Duration maxStreamWait;

  /** Rows a page where the caller does not say, 1 to 500. */
  @Inject
  @ConfigProperty(name = "bankapi.bridge.page-size", defaultValue = "500")
  int pageSize;

  @Inject BridgeClient client;
  @Inject UserCalls calls;
  @Inject BridgeTokens tokens;
  @Inject BridgeUsers users;
  @Inject BridgeReference reference;
  @Inject Background background;
  @Inject Clock clock;

  /**
   * Makes a Bridge user.
   *
   * @param externalUserId our own row's id, never made from arguments
   * @param readBackOnConflict where Bridge already has that id, take its user: only for a row that
   *     we wrote before the call
   * @return the user as Bridge names it
   */
  public UUID createUser(UUID tenant, UUID externalUserId, boolean readBackOnConflict) {
    return users.create(tenant, externalUserId, readBackOnConflict, in(maxWait));
  }

  /**
   * Whether Bridge has the user; no only by its own word for it, an answer in doubt fails.
   *
   * @param atMost how long the caller can wait for all of it
   */
  public boolean hasUser(UUID tenant, UUID userUuid, Duration atMost) {
    Instant deadline = in(atMost.compareTo(maxWait) < 0 ? atMost : maxWait);
    return background.within(atMost, () -> users.exists(tenant, userUuid, deadline));
  }

  /**
   * The user that Bridge has under this id; empty where it has none.
   *
   * @param externalUserId our own row's id, never made from arguments
   * @param manner who waits for it
   */
  public Optional<UUID> findUser(UUID tenant, UUID externalUserId, Manner manner) {
    return users.find(tenant, externalUserId, manner == Manner.BACKGROUND, in(maxWait));
  }

  /**
   * Deletes the user with all items, accounts and transactions, if Bridge has it.
   *
   * @param manner who waits for it
   */
  public void deleteUser(UUID tenant, UUID userUuid, Manner manner) {
    users.delete(tenant, userUuid, manner == Manner.BACKGROUND, in(maxWait));
    tokens.forget(userUuid);
  }

  /** Opens a page at Bridge where the user connects or mends a bank. */
  public ConnectSession openSession(BridgeCaller who, SessionRequest request) {
    String what = "POST connect-sessions";
    Again again = request.itemId() == null ? Again.IF_LIMITED : Again.NEVER;
    byte[] body = request.toJson().toString().getBytes(UTF_8);
    JsonObject session =
        calls
            .send(who, what, again, in(maxWait), bearer -> client.openSession(bearer, body))
            .content(what);
    String url = BridgeReply.text(session, "url");
    if (url == null) {
      throw BridgeFailures.notUnderstood(what);
    }
    try {
      return new ConnectSession(session.getString("id", ""), URI.create(url));
    } catch (IllegalArgumentException e) {
      throw BridgeFailures.notUnderstood(what);
    }
  }

  /**
   * One item as Bridge sees it now; empty where this user has none of that id.
   *
   * @param lang {@code fr} or {@code en}, for the description of the status
   * @param atMost how long the caller can wait for all of it
   */
  public Optional<BridgeItem> item(BridgeCaller who, long itemId, String lang, Duration atMost) {
    Instant deadline = in(atMost.compareTo(maxWait) < 0 ? atMost : maxWait);
    return background.within(
        atMost, () -> one(who, "items", itemId, lang, deadline).map(BridgeItem::required));
  }

  /**
   * All items of the user.
   *
   * @param atMost how long the caller can wait for all of it
   */
  public List<BridgeItem> items(BridgeCaller who, Duration atMost) {
    return background.within(atMost, () -> items(who));
  }

  private List<BridgeItem> items(BridgeCaller who) {
    List<BridgeItem> items = new ArrayList<>();
    try (BridgePages pages =
        pages(who, "items", new PageQuery("GET items").with("limit", pageSize))) {
      while (pages.hasNext()) {
        pages.next().forEach(row -> items.add(BridgeItem.required(row)));
      }
    }
    return items;
  }

  /**
   * Deletes an item with its accounts and transactions.
   *
   * @return false where Bridge no longer had it
   * @throws UnknownBridgeUser where Bridge refuses the user a token
   */
  public boolean deleteItem(BridgeCaller who, long itemId) {
    String what = "DELETE items/{id}";
    BridgeReply reply =
        calls.send(
            who, what, Again.ALWAYS, in(maxWait), bearer -> client.deleteItem(itemId, bearer));
    if (!reply.succeeded() && !reply.missing()) {
      throw BridgeFailures.of(what, reply);
    }
    return reply.succeeded();
  }

  /**
   * Asks Bridge to read the bank now.
   *
   * @return false where Bridge does not offer it: this version documents no such call
   * @throws GatewayException NOT_FOUND where Bridge says that it has no such item
   */
  public boolean refreshItem(BridgeCaller who, long itemId) {
    String what = "POST items/{id}/refresh";
    byte[] body = "{}".getBytes(UTF_8);
    BridgeReply reply =
        calls.send(
            who,
            what,
            Again.NEVER,
            in(maxWait),
            bearer -> client.refreshItem(itemId, bearer, body));
    boolean notOffered =
        switch (reply.status()) {
          case 403, 404, 405, 410 -> !reply.says("item.not_found");
          default -> false;
        };
    if (!notOffered && !reply.succeeded()) {
      throw BridgeFailures.of(what, reply);
    }
    return !notOffered;
  }

  /**
   * One account, untouched; empty where this user has none of that id.
   *
   * @param atMost how long the caller can wait for all of it
   * @throws UnknownBridgeUser where Bridge refuses the user a token
   */
  public Optional<JsonObject> account(BridgeCaller who, long accountId, Duration atMost) {
    Instant deadline = in(atMost);
    return background.within(atMost, () -> one(who, "accounts", accountId, null, deadline));
  }

  /** The user's accounts, untouched; those of one item only where it is given. */
  public BridgePages accounts(BridgeCaller who, @Nullable Long itemId) {
    return pages(
        who,
        "accounts",
        new PageQuery("GET accounts").with("limit", pageSize).with("item_id", itemId));
  }

  /**
   * Which accounts of the item Bridge has changed.
   *
   * @param since null: all count
   * @param atMost how long the caller can wait for all of it
   */
  public SortedSet<Long> accountsChangedSince(
      BridgeCaller who, long itemId, @Nullable Instant since, Duration atMost) {
    return background.within(
        atMost,
        () -> {
          SortedSet<Long> changed = new TreeSet<>();
          try (BridgePages pages = accounts(who, itemId)) {
            while (pages.hasNext()) {
              for (JsonObject account : pages.next().getValuesAs(JsonObject.class)) {
                Instant at = BridgeTimes.parse(BridgeReply.text(account, "updated_at"));
                boolean ofItem =
                    account.get("item_id") instanceof JsonNumber item && item.longValue() == itemId;
                boolean counts = since == null || at == null || at.isAfter(since);
                if (ofItem && counts && account.get("id") instanceof JsonNumber id) {
                  changed.add(id.longValue());
                }
              }
            }
          }
          return changed;
        });
  }

  /** The user's transactions, untouched, deleted ones too. */
  public BridgePages transactions(BridgeCaller who, TransactionQuery query) {
    return pages(
        who,
        "transactions",
        new PageQuery("GET transactions")
            .with("limit", query.limit() == 0 ? pageSize : query.limit())
            .with("account_id", query.accountId())
            .with("since", query.since())
            .with("until", query.until())
            .with("after", query.after()));
  }

  /** A bank, untouched; empty where Bridge has none of that id. */
  public Optional<JsonObject> provider(UUID tenant, long providerId) {
    return reference.provider(tenant, providerId, in(maxWait));
  }

  /**
   * The tree of categories, untouched; empty where Bridge has not activated it for us.
   *
   * @param lang {@code fr} or {@code en}
   */
  public Optional<JsonArray> categories(UUID tenant, String lang) {
    return reference.categories(tenant, lang, in(maxWait));
  }

  /** How long a call waits for its turn before it is refused. */
  public Duration maxWait() {
    return maxWait;
  }

  /** Drops what is remembered of the user, its token. */
  public void forgetUser(UUID userUuid) {
    tokens.forget(userUuid);
  }

  private Optional<JsonObject> one(
      BridgeCaller who, String collection, long id, @Nullable String lang, Instant deadline) {
    String what = "GET " + collection + "/{id}";
    return calls
        .send(who, what, Again.ALWAYS, deadline, bearer -> client.one(collection, id, bearer, lang))
        .optional(what);
  }

  private BridgePages pages(BridgeCaller who, String collection, PageQuery query) {
    return BridgePages.open(
        query,
        page(who, collection, query.what(), patience(who)),
        page(who, collection, query.what(), AHEAD),
        page(who, collection, query.what(), maxStreamWait),
        background);
  }

  private Function<String, JsonObject> page(
      BridgeCaller who, String collection, String what, Duration patience) {
    return query ->
        calls
            .send(
                who,
                what,
                Again.ALWAYS,
                in(patience),
                bearer -> client.page(collection, query, bearer, null))
            .content(what);
  }

  private Duration patience(BridgeCaller who) {
    return who.manner() == BridgeCaller.Manner.STREAM ? maxStreamWait : maxWait;
  }

  private Instant in(Duration patience) {
    return clock.instant().plus(patience);
  }
}

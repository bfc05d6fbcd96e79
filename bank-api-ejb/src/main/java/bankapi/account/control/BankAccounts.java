package bankapi.account.control;

import bankapi.bank.control.Categories;
import bankapi.bank.control.CategoryTree;
import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.TransactionQuery;
import bankapi.item.control.Freshness;
import bankapi.item.control.ItemStore;
import bankapi.item.control.ItemView;
import bankapi.item.control.Items;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Language;
import bankapi.site.control.SiteTime;
import bankapi.site.control.SiteView;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Orchestrator: accounts and transactions of a caller's own users, passed through page by page.
 * Every call is made with the token of a Bridge user that {@link Tenancy} or {@link Items} found to
 * be the caller's, so no other tenant's data can be reached.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init")
public class BankAccounts {

  private static final Logger LOGGER = System.getLogger(BankAccounts.class.getName());

  /** How much earlier than asked {@code since} is sent, so that nothing falls between two calls. */
  @Inject
  @ConfigProperty(name = "bankapi.account.since-overlap", defaultValue = "PT5M")
  Duration sinceOverlap;

  @Inject Tenancy tenancy;
  @Inject Items items;
  @Inject ItemStore known;
  @Inject AccountData data;
  @Inject AccountOwners owners;
  @Inject Categories categories;

  /**
   * Which users a call means, on which site; where an account is named, whom it may belong to: its
   * owner decides.
   *
   * @param freshness of what they have, asked for only where no account is named
   */
  private record Users(List<BridgeCaller> callers, SiteView site, Supplier<Freshness> freshness) {}

  /**
   * The accounts of an item, untouched.
   *
   * @return to be closed by the caller
   * @throws GatewayException NOT_FOUND for an unknown item and another tenant's alike
   */
  public DataPages accounts(
      ApiCaller caller, long itemId, @Nullable String siteKey, @Nullable String user) {
    ItemView item = items.live(caller, itemId, siteKey, user);
    return DataPages.all(Freshness.of(item), List.of(data.accounts(item.owner(), itemId)));
  }

  /**
   * Transactions of a user, an item, an account, or all users of a site, deleted ones too: Bridge's
   * rows with {@code category} and {@code item_id} added.
   *
   * @return to be closed by the caller
   * @throws GatewayException NOT_FOUND for what is unknown and for another tenant's alike;
   *     AMBIGUOUS where a single page of several users is asked for
   */
  public DataPages transactions(ApiCaller caller, TransactionWish wish) {
    Users meant = users(caller, wish);
    AccountOwners.Found account =
        wish.accountId() == null ? null : owners.owner(meant.callers(), wish.accountId());
    List<BridgeCaller> users = account == null ? meant.callers() : List.of(account.owner());
    if (users.size() > 1 && (wish.limit() != null || wish.after() != null)) {
      throw GatewayException.ambiguous(
          "user", "With 'limit' or 'after', argument 'user' is required on a site with several");
    }
    SiteView site = account == null ? meant.site() : tenancy.site(account.owner().tenant());
    TransactionQuery query = query(wish, site);
    CategoryTree tree = categories(users.get(0), Language.reduce(wish.lang(), site.locale()));
    List<DataPages.Part> parts =
        users.stream().map(u -> data.transactions(u, query, tree, wish.itemId())).toList();
    Freshness freshness = freshness(meant, account);
    return wish.limit() == null
        ? DataPages.all(freshness, parts)
        : DataPages.onePage(freshness, parts.get(0));
  }

  /** Read before the data: what is known after it could be newer than the data is. */
  private Freshness freshness(Users meant, AccountOwners.@Nullable Found account) {
    if (account != null) {
      return account.itemId().isEmpty()
          ? Freshness.UNKNOWN
          : known
              .byBridgeId(account.itemId().getAsLong())
              .filter(item -> item.owner().equals(account.owner()))
              .map(Freshness::of)
              .orElse(Freshness.UNKNOWN);
    }
    return meant.freshness().get();
  }

  private Users users(ApiCaller caller, TransactionWish wish) {
    if (wish.itemId() != null) {
      ItemView item = items.live(caller, wish.itemId(), wish.site(), wish.user());
      return new Users(
          List.of(item.owner()), tenancy.site(item.siteId()), () -> Freshness.of(item));
    }
    List<BridgeUserView> users =
        wish.accountId() == null
            ? tenancy.bridgeUsers(caller, wish.site(), wish.user())
            : tenancy.candidates(caller, wish.site(), wish.user());
    List<BridgeUserView> there = users.stream().filter(user -> !user.lost()).toList();
    return new Users(
        (there.isEmpty() ? users : there)
            .stream().map(u -> new BridgeCaller(u.siteId(), u.knownUuid())).toList(),
        tenancy.site(users.get(0).siteId()),
        () -> known.freshness(users.stream().map(BridgeUserView::id).toList()));
  }

  private TransactionQuery query(TransactionWish wish, SiteView site) {
    Instant since =
        wish.since() == null
            ? null
            : SiteTime.parse("since", wish.since(), site.zone()).minus(sinceOverlap);
    Instant until =
        wish.until() == null ? null : SiteTime.parse("until", wish.until(), site.zone());
    int limit = wish.limit() == null ? 0 : wish.limit();
    return new TransactionQuery(since, until, wish.accountId(), limit, wish.after());
  }

  /** Without categories transactions are worth as much: that Bridge fails here is no failure. */
  private @Nullable CategoryTree categories(BridgeCaller who, String lang) {
    try {
      return categories.tree(who.tenant(), lang).orElse(null);
    } catch (GatewayException e) {
      LOGGER.log(Level.WARNING, "Transactions without categories: {0}", e.getMessage());
      return null;
    }
  }
}

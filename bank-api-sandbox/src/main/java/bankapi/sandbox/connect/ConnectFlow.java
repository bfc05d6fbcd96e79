package bankapi.sandbox.connect;

import bankapi.sandbox.bridge.Item;
import bankapi.sandbox.bridge.ItemLife;
import bankapi.sandbox.bridge.ItemStatus;
import bankapi.sandbox.bridge.Login;
import bankapi.sandbox.bridge.Session;
import bankapi.sandbox.bridge.Sessions;
import bankapi.sandbox.bridge.User;
import bankapi.sandbox.bridge.World;
import bankapi.sandbox.connect.Visit.Stage;
import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Provider;
import bankapi.sandbox.webhook.SentWebhook;
import bankapi.sandbox.webhook.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What a person does on the hosted pages, without the pages: tests use it as well. */
public final class ConnectFlow {

  private static final Duration SESSION_LIFETIME = Duration.ofHours(1);

  private final World world;
  private final ItemLife life;
  private final Sessions sessions;
  private final WebhookSender webhooks;
  private final Map<UUID, Visit> visits = new ConcurrentHashMap<>();

  public ConnectFlow(World world, ItemLife life, Sessions sessions, WebhookSender webhooks) {
    this.world = world;
    this.life = life;
    this.sessions = sessions;
    this.webhooks = webhooks;
  }

  /** Why a page cannot be shown. */
  enum Refusal {
    UNKNOWN,
    USED,
    EXPIRED
  }

  /** A session that cannot be used (any more). */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    final Refusal refusal;

    RefusedException(Refusal refusal) {
      super(refusal.name(), null, false, false);
      this.refusal = refusal;
    }
  }

  public void clear() {
    visits.clear();
  }

  /** The visit of this session, begun or continued. */
  Visit open(UUID key) throws RefusedException {
    Session session = sessions.find(key).orElseThrow(() -> new RefusedException(Refusal.UNKNOWN));
    if (world.user(session.user()).isEmpty()) {
      throw new RefusedException(Refusal.UNKNOWN);
    }
    if (!world.now().isBefore(session.createdAt().plus(SESSION_LIFETIME))) {
      throw new RefusedException(Refusal.EXPIRED);
    }
    Visit visit = visits.computeIfAbsent(key, k -> begin(session));
    synchronized (visit) {
      if (visit.stage == Stage.DONE) {
        throw new RefusedException(Refusal.USED);
      }
    }
    return visit;
  }

  private Visit begin(Session session) {
    Visit visit = new Visit(session);
    if (session.manageAll()) {
      visit.stage = Stage.OVERVIEW;
    } else if (session.itemId() != null) {
      Optional<Item> item = world.item(session.itemId());
      visit.itemId = session.itemId();
      visit.provider = item.map(Item::provider).orElse(null);
      boolean onlyConfirm =
          session.forceReauthentication()
              || item.map(i -> i.status().code() == ItemStatus.OTP_REQUIRED.code()).orElse(false);
      visit.stage = onlyConfirm ? Stage.CODE : Stage.CREDENTIALS;
      visit.login = onlyConfirm ? Login.confirmation() : null;
    } else if (session.providerId() != null) {
      visit.provider = Provider.find(session.providerId()).orElse(null);
      visit.stage = Stage.CREDENTIALS;
    }
    return visit;
  }

  void chooseBank(Visit visit, Provider provider) {
    visit.provider = provider;
    visit.stage = Stage.CREDENTIALS;
  }

  /** The login was submitted: a new item begins to exist here, whatever the bank says. */
  void logIn(Visit visit, Login login) {
    visit.login = login;
    visit.problem = null;
    if (visit.itemId == null) {
      User user = world.user(visit.session.user()).orElseThrow();
      Provider provider = visit.provider == null ? Provider.ALL.get(0) : visit.provider;
      ItemLife.Outcome submitted = life.submitted(user, provider, visit.session.accountTypes());
      visit.itemId = submitted.item().id();
      webhooks.awaitIfBefore(submitted.webhooks());
    }
    switch (login.challenge()) {
      case NONE -> conclude(visit, login);
      case CODE -> visit.stage = Stage.CODE;
      case APP -> visit.stage = Stage.APP;
    }
  }

  /** The bank has what it asked for: it says yes, then accounts are chosen, or no. */
  void conclude(Visit visit, Login login) {
    boolean choose =
        login.outcome().isOk() && visit.session.itemId() == null && selects(visit.session);
    if (choose) {
      visit.stage = Stage.ACCOUNTS;
    } else if (!login.outcome().isOk()) {
      visit.problem = login.outcome();
      visit.stage = Stage.PROBLEM;
      settle(visit, login, Set.of());
    }
  }

  private static boolean selects(Session session) {
    return session.accountSelection();
  }

  /** Whether the person has nothing more to do but go home with success. */
  static boolean isThrough(Visit visit) {
    return visit.problem == null
        && visit.login != null
        && visit.stage != Stage.ACCOUNTS
        && visit.stage != Stage.DONE
        && visit.login.outcome().isOk();
  }

  /** The accounts a person may share, if it is asked. */
  List<Account> accounts(Visit visit) {
    return visit.itemId == null
        ? List.of()
        : world.item(visit.itemId).map(item -> item.ledger().accounts()).orElse(List.of());
  }

  /** Ends in success: the item gets its data, the webhooks tell, the browser goes home. */
  Optional<URI> succeed(Visit visit, Set<Long> shared) {
    Set<Long> withheld =
        visit.session.itemId() != null
            ? world.item(visit.session.itemId()).map(Item::withheld).orElse(Set.of())
            : accounts(visit).stream()
                .map(Account::id)
                .filter(id -> !shared.contains(id))
                .collect(Collectors.toSet());
    Login login = visit.login == null ? Login.confirmation() : visit.login;
    Optional<Item> item = settle(visit, login, withheld);
    visit.stage = Stage.DONE;
    boolean pending = item.map(i -> i.status().code() < 0).orElse(true);
    return Callback.of(visit, !pending, "sync_pending");
  }

  private Optional<Item> settle(Visit visit, Login login, Set<Long> withheld) {
    if (visit.itemId == null || world.item(visit.itemId).isEmpty()) {
      return Optional.empty();
    }
    ItemLife.Outcome outcome = life.connected(visit.itemId, login, withheld);
    List<SentWebhook> told = new ArrayList<>(outcome.webhooks());
    webhooks.awaitIfBefore(told);
    return Optional.of(outcome.item());
  }

  /** The person leaves, before the end or with a failure. */
  Optional<URI> leave(Visit visit) {
    String step = visit.step();
    boolean fine = visit.stage == Stage.OVERVIEW;
    visit.stage = Stage.DONE;
    return Callback.of(visit, fine, step);
  }

  /** What a person would have done, at once. */
  public record Completed(Optional<URI> callback, Optional<Long> itemId) {}

  /**
   * Walks through a session in one step.
   *
   * @param leave whether to leave at the first page
   * @throws IllegalStateException if the session is unknown, used or expired
   */
  public Completed complete(UUID key, String login, int providerId, boolean leave) {
    try {
      Visit visit = open(key);
      synchronized (visit) {
        if (visit.stage == Stage.BANKS && !leave) {
          chooseBank(visit, Provider.find(providerId).orElseThrow());
        }
        boolean goHome = leave || visit.stage == Stage.OVERVIEW;
        Optional<URI> callback = goHome ? leave(visit) : walk(visit, Login.parse(login));
        return new Completed(callback, Optional.ofNullable(visit.itemId));
      }
    } catch (RefusedException e) {
      throw new IllegalStateException("the session is " + e.refusal, e);
    }
  }

  private Optional<URI> walk(Visit visit, Login login) {
    logIn(visit, login);
    if (visit.stage == Stage.CODE || visit.stage == Stage.APP) {
      conclude(visit, login);
    }
    return visit.problem != null
        ? leave(visit)
        : succeed(
            visit,
            accounts(visit).stream()
                .map(Account::id)
                .limit(visit.session.maxAccounts())
                .collect(Collectors.toSet()));
  }
}

package bankapi.sandbox.connect;

import bankapi.sandbox.bridge.Login;
import bankapi.sandbox.bridge.Session;
import bankapi.sandbox.bridge.Sessions;
import bankapi.sandbox.bridge.World;
import bankapi.sandbox.connect.ConnectFlow.Refusal;
import bankapi.sandbox.connect.ConnectFlow.RefusedException;
import bankapi.sandbox.connect.Visit.Stage;
import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Provider;
import bankapi.sandbox.html.Resources;
import bankapi.sandbox.html.Texts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The hosted pages over HTTP: plain forms, each answered by the next page or the way home. */
public final class ConnectPages {

  private static final String SESSION = "/connect/session/{key}";

  private final ConnectFlow flow;
  private final Sessions sessions;
  private final World world;
  private final Texts.Bilingual texts = Texts.Bilingual.of(ConnectPages.class, "connect");

  public ConnectPages(ConnectFlow flow, Sessions sessions, World world) {
    this.flow = flow;
    this.sessions = sessions;
    this.world = world;
  }

  public void register(RoutesConfig routes) {
    routes.get("/connect/style.css", Resources.css(ConnectPages.class, "connect.css"));
    routes.get("/connect/logo/{id}.svg", Logo::serve);
    routes.get(SESSION, page(this::show));
    routes.get("/connect/user/{key}", page(this::show));
    routes.post(SESSION + "/bank", page(this::chooseBank));
    routes.post(SESSION + "/login", page(this::logIn));
    routes.post(SESSION + "/code", page(this::giveCode));
    routes.post(SESSION + "/accounts", page(this::chooseAccounts));
    routes.post(SESSION + "/retry", page(this::retry));
    routes.post(SESSION + "/leave", page(this::leave));
    routes.post(SESSION + "/manage", page(this::manage));
    // A page loaded again by its address, after a form led to it.
    routes.get(
        SESSION + "/{step}",
        http -> http.redirect("/connect/session/" + http.pathParam("key"), HttpStatus.SEE_OTHER));
  }

  /** One step of a visit. */
  @FunctionalInterface
  private interface Step {
    void take(Context http, Visit visit);
  }

  private Handler page(Step step) {
    return http -> {
      PageWriter writer = new PageWriter(texts.wantedBy(http));
      try {
        Visit visit = flow.open(key(http));
        synchronized (visit) {
          step.take(http, visit);
        }
      } catch (RefusedException e) {
        http.status(e.refusal == Refusal.UNKNOWN ? HttpStatus.NOT_FOUND : HttpStatus.GONE);
        html(http, writer.refused(e.refusal));
      }
    };
  }

  private static UUID key(Context http) throws RefusedException {
    try {
      return UUID.fromString(http.pathParam("key"));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Refusal.UNKNOWN);
    }
  }

  private void show(Context http, Visit visit) {
    PageWriter writer = new PageWriter(texts.wantedBy(http));
    html(
        http,
        switch (visit.stage) {
          case BANKS -> writer.banks(visit);
          case CREDENTIALS -> writer.credentials(visit);
          case CODE -> writer.code(visit);
          case APP -> writer.app(visit);
          case ACCOUNTS -> writer.accounts(visit, flow.accounts(visit));
          case PROBLEM -> writer.problem(visit);
          case OVERVIEW -> writer.overview(visit, world.itemsOf(visit.session.user()));
          case DONE -> writer.done();
        });
  }

  private void chooseBank(Context http, Visit visit) {
    Optional<Provider> bank =
        Optional.ofNullable(number(http, "provider_id")).flatMap(Provider::find);
    if (visit.stage == Stage.BANKS && bank.isPresent()) {
      flow.chooseBank(visit, bank.get());
    }
    show(http, visit);
  }

  private void logIn(Context http, Visit visit) {
    @Nullable String login = http.formParam("login");
    if (visit.stage == Stage.CREDENTIALS && login != null && !login.isBlank()) {
      flow.logIn(visit, Login.parse(login));
    }
    next(http, visit);
  }

  private void giveCode(Context http, Visit visit) {
    boolean given =
        visit.stage == Stage.APP
            || (visit.stage == Stage.CODE && !http.formParams("code").contains(""));
    if (given && visit.login != null) {
      flow.conclude(visit, visit.login);
      if (visit.problem == null && visit.stage != Stage.ACCOUNTS) {
        home(http, flow.succeed(visit, Set.of()));
        return;
      }
    }
    show(http, visit);
  }

  private void chooseAccounts(Context http, Visit visit) {
    Set<Long> chosen =
        http.formParams("account").stream()
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::valueOf)
            .collect(Collectors.toSet());
    boolean fits = !chosen.isEmpty() && chosen.size() <= visit.session.maxAccounts();
    if (visit.stage == Stage.ACCOUNTS && fits) {
      home(http, flow.succeed(visit, chosen));
    } else {
      show(http, visit);
    }
  }

  private void retry(Context http, Visit visit) {
    if (visit.stage == Stage.PROBLEM) {
      visit.problem = null;
      visit.stage = Stage.CREDENTIALS;
    }
    show(http, visit);
  }

  private void leave(Context http, Visit visit) {
    home(http, flow.leave(visit));
  }

  /** From the list of connections on to one of them, or to a new one, in a session of its own. */
  private void manage(Context http, Visit visit) {
    Session from = visit.session;
    @Nullable Long item = number(http, "item_id");
    Session session =
        new Session(
            UUID.randomUUID(),
            UUID.randomUUID(),
            from.user(),
            false,
            from.callback(),
            from.context(),
            from.email(),
            null,
            item,
            false,
            from.accountTypes(),
            from.accountSelection(),
            from.maxAccounts(),
            from.createdAt());
    sessions.add(session);
    visit.stage = Stage.DONE;
    http.redirect("/connect/session/" + session.key(), HttpStatus.SEE_OTHER);
  }

  private void next(Context http, Visit visit) {
    boolean waits = visit.stage == Stage.CODE || visit.stage == Stage.APP;
    if (!waits && ConnectFlow.isThrough(visit)) {
      Set<Long> all = flow.accounts(visit).stream().map(Account::id).collect(Collectors.toSet());
      home(http, flow.succeed(visit, all));
    } else {
      show(http, visit);
    }
  }

  private void home(Context http, Optional<URI> callback) {
    if (callback.isPresent()) {
      http.redirect(callback.get().toString(), HttpStatus.SEE_OTHER);
    } else {
      html(http, new PageWriter(texts.wantedBy(http)).done());
    }
  }

  private static @Nullable Long number(Context http, String name) {
    @Nullable String text = http.formParam(name);
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  private static void html(Context http, String page) {
    http.header("Cache-Control", "no-store");
    http.header("Referrer-Policy", "no-referrer");
    http.header("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'");
    http.contentType("text/html; charset=utf-8").result(page);
  }
}

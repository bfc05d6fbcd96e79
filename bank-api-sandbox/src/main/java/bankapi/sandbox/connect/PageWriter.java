package bankapi.sandbox.connect;

import bankapi.sandbox.bridge.Item;
import bankapi.sandbox.connect.ConnectFlow.Refusal;
import bankapi.sandbox.data.Account;
import bankapi.sandbox.data.Provider;
import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Writes the hosted pages in one language. */
final class PageWriter {

  private final Texts texts;
  private final PageFrame frame;

  PageWriter(Texts texts) {
    this.texts = texts;
    this.frame = new PageFrame(texts);
  }

  String banks(Visit visit) {
    Html body =
        new Html().raw("<h1>{}</h1><p class=lead>{}</p>", t("banks.title"), t("banks.lead"));
    body.raw(
        "<form method=post action=\"{}\" class=banks data-test=banks>", frame.to(visit, "bank"));
    for (Provider bank : Provider.ALL) {
      body.raw(
          "<button name=provider_id value={} id=bank-{} data-test=bank-{} class=bank>"
              + "<img src=\"{}\" alt=\"\" width=36 height=36><span>{}<small>{}</small></span>"
              + "</button>",
          bank.id(),
          bank.id(),
          bank.id(),
          bank.logoPath(),
          bank.name(),
          bank.group());
    }
    return frame.page(
        t("banks.title"), frame.self(visit), body.raw("</form>").add(frame.leave(visit)));
  }

  String credentials(Visit visit) {
    Html body = frame.bankHead(visit, "login.title");
    body.raw(
        """
        <form method=post action="{}" data-test=login-form autocomplete=off>
        <label for=login>{}</label>
        <input id=login name=login data-test=login required autofocus maxlength=80 spellcheck=false>
        <label for=password>{}</label>
        <input id=password name=password data-test=password type=password value=demo maxlength=80>
        <button id=submit data-test=submit class=primary>{}</button></form>
        <details><summary>{}</summary><dl>
        """,
        frame.to(visit, "login"),
        t("login.user"),
        t("login.password"),
        t("login.submit"),
        t("login.hint"));
    for (String login :
        List.of(
            "success",
            "otp",
            "otp_fail",
            "app2app",
            "402",
            "429",
            "1003",
            "1005_CLOSED_ACCOUNT",
            "success.1010")) {
      body.raw(
          "<dt><code>{}</code></dt><dd>{}</dd>",
          login,
          t("hint." + login.toLowerCase(Locale.ROOT)));
    }
    return frame.page(
        t("login.title"), frame.self(visit), body.raw("</dl></details>").add(frame.leave(visit)));
  }

  String code(Visit visit) {
    Html body = frame.bankHead(visit, "code.title");
    body.raw(
        """
        <p class=lead>{}</p><form method=post action="{}" data-test=code-form autocomplete=off>
        <label for=code>{}</label>
        <input id=code name=code data-test=code inputmode=numeric required autofocus maxlength=12>
        <button id=submit data-test=submit class=primary>{}</button></form>
        """,
        t("code.lead"),
        frame.to(visit, "code"),
        t("code.label"),
        t("code.submit"));
    return frame.page(t("code.title"), frame.self(visit), body.add(frame.leave(visit)));
  }

  String app(Visit visit) {
    Html body = frame.bankHead(visit, "app.title");
    body.raw(
        """
        <p class=lead>{}</p><form method=post action="{}" data-test=app-form>
        <button id=submit data-test=submit class=primary>{}</button></form>
        """,
        t("app.lead"),
        frame.to(visit, "code"),
        t("app.submit"));
    return frame.page(t("app.title"), frame.self(visit), body.add(frame.leave(visit)));
  }

  String accounts(Visit visit, List<Account> accounts) {
    Html body = frame.bankHead(visit, "accounts.title");
    body.raw("<p class=lead>{}</p>", t("accounts.lead"));
    body.raw(
        "<form method=post action=\"{}\" data-test=accounts-form>", frame.to(visit, "accounts"));
    int shown = 0;
    for (Account account : accounts) {
      boolean checked = shown++ < visit.session.maxAccounts();
      body.raw(
          "<label class=account><input type=checkbox name=account value={} data-test=account"
              + (checked ? " checked" : "")
              + "><span>{}<small>{}</small></span></label>",
          account.id(),
          account.name(),
          t("type." + account.type()));
    }
    body.raw(
        "<button id=submit data-test=submit class=primary>{}</button></form>",
        t("accounts.submit"));
    return frame.page(t("accounts.title"), frame.self(visit), body.add(frame.leave(visit)));
  }

  String problem(Visit visit) {
    Html body = frame.bankHead(visit, "problem.title");
    String sentence = visit.problem == null ? null : visit.problem.description(texts.language());
    body.raw(
        "<p class=warning role=alert data-test=problem>{}</p>",
        sentence == null ? t("problem.lead") : sentence);
    body.raw(
        """
        <form method=post action="{}"><button id=retry data-test=retry class=primary>{}</button></form>
        <form method=post action="{}"><button id=finish data-test=finish>{}</button></form>
        """,
        frame.to(visit, "retry"),
        t("problem.retry"),
        frame.to(visit, "leave"),
        t("problem.finish"));
    return frame.page(t("problem.title"), frame.self(visit), body);
  }

  String overview(Visit visit, Collection<Item> items) {
    Html body = new Html().raw("<h1>{}</h1>", t("overview.title"));
    for (Item item : items) {
      body.raw(
          """
          <form method=post action="{}" class=row data-test=item>
          <span>{}<small>{}</small></span>
          <button name=item_id value={} data-test=repair-{}>{}</button></form>
          """,
          frame.to(visit, "manage"),
          item.provider().name(),
          item.status().isOk() ? t("overview.ok") : t("overview.attention"),
          item.id(),
          item.id(),
          t("overview.repair"));
    }
    body.raw(
        "<form method=post action=\"{}\"><button id=add data-test=add>{}</button></form>",
        frame.to(visit, "manage"),
        t("overview.add"));
    body.raw(
        "<form method=post action=\"{}\"><button id=leave data-test=leave class=primary>{}</button>"
            + "</form>",
        frame.to(visit, "leave"),
        t("overview.done"));
    return frame.page(t("overview.title"), frame.self(visit), body);
  }

  String done() {
    return frame.page(
        t("done.title"),
        "",
        new Html()
            .raw(
                "<h1>{}</h1><p class=lead data-test=done>{}</p>", t("done.title"), t("done.lead")));
  }

  String refused(Refusal refusal) {
    String key = "refused." + refusal.name().toLowerCase(Locale.ROOT);
    return frame.page(
        t("refused.title"),
        "",
        new Html()
            .raw(
                "<h1>{}</h1><p class=warning data-test=refused>{}</p>",
                t("refused.title"),
                t(key)));
  }

  private String t(String key) {
    return texts.get(key);
  }
}

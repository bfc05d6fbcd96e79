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

  PageWriter(Texts texts) {
    this.texts = texts;
  }

  String banks(Visit visit) {
    Html body =
        new Html().raw("<h1>{}</h1><p class=lead>{}</p>", t("banks.title"), t("banks.lead"));
    body.raw("<form method=post action=\"{}\" class=banks data-test=banks>", to(visit, "bank"));
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
    return page(t("banks.title"), body.raw("</form>").add(leave(visit)));
  }

  String credentials(Visit visit) {
    Html body = bankHead(visit, "login.title");
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
        to(visit, "login"),
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
    return page(t("login.title"), body.raw("</dl></details>").add(leave(visit)));
  }

  String code(Visit visit) {
    Html body = bankHead(visit, "code.title");
    body.raw(
        """
        <p class=lead>{}</p><form method=post action="{}" data-test=code-form autocomplete=off>
        <label for=code>{}</label>
        <input id=code name=code data-test=code inputmode=numeric required autofocus maxlength=12>
        <button id=submit data-test=submit class=primary>{}</button></form>
        """,
        t("code.lead"),
        to(visit, "code"),
        t("code.label"),
        t("code.submit"));
    return page(t("code.title"), body.add(leave(visit)));
  }

  String app(Visit visit) {
    Html body = bankHead(visit, "app.title");
    body.raw(
        """
        <p class=lead>{}</p><form method=post action="{}" data-test=app-form>
        <button id=submit data-test=submit class=primary>{}</button></form>
        """,
        t("app.lead"),
        to(visit, "code"),
        t("app.submit"));
    return page(t("app.title"), body.add(leave(visit)));
  }

  String accounts(Visit visit, List<Account> accounts) {
    Html body = bankHead(visit, "accounts.title");
    body.raw("<p class=lead>{}</p>", t("accounts.lead"));
    body.raw("<form method=post action=\"{}\" data-test=accounts-form>", to(visit, "accounts"));
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
    return page(t("accounts.title"), body.add(leave(visit)));
  }

  String problem(Visit visit) {
    Html body = bankHead(visit, "problem.title");
    String sentence = visit.problem == null ? null : visit.problem.description(texts.language());
    body.raw(
        "<p class=warning role=alert data-test=problem>{}</p>",
        sentence == null ? t("problem.lead") : sentence);
    body.raw(
        """
        <form method=post action="{}"><button id=retry data-test=retry>{}</button></form>
        <form method=post action="{}"><button id=finish data-test=finish class=primary>{}</button>
        </form>
        """,
        to(visit, "retry"),
        t("problem.retry"),
        to(visit, "leave"),
        t("problem.finish"));
    return page(t("problem.title"), body);
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
          to(visit, "manage"),
          item.provider().name(),
          item.status().isOk() ? t("overview.ok") : t("overview.attention"),
          item.id(),
          item.id(),
          t("overview.repair"));
    }
    body.raw(
        "<form method=post action=\"{}\"><button id=add data-test=add>{}</button></form>",
        to(visit, "manage"),
        t("overview.add"));
    body.raw(
        "<form method=post action=\"{}\"><button id=leave data-test=leave class=primary>{}</button>"
            + "</form>",
        to(visit, "leave"),
        t("overview.done"));
    return page(t("overview.title"), body);
  }

  String done() {
    return page(
        t("done.title"),
        new Html()
            .raw(
                "<h1>{}</h1><p class=lead data-test=done>{}</p>", t("done.title"), t("done.lead")));
  }

  String refused(Refusal refusal) {
    String key = "refused." + refusal.name().toLowerCase(Locale.ROOT);
    return page(
        t("refused.title"),
        new Html()
            .raw(
                "<h1>{}</h1><p class=warning data-test=refused>{}</p>",
                t("refused.title"),
                t(key)));
  }

  private Html bankHead(Visit visit, String title) {
    Html head = new Html();
    Provider bank = visit.provider;
    if (bank != null) {
      head.raw(
          "<div class=head><img src=\"{}\" alt=\"\" width=48 height=48><span data-test=bank>{}"
              + "</span></div>",
          bank.logoPath(),
          bank.name());
    }
    return head.raw("<h1>{}</h1>", t(title));
  }

  private Html leave(Visit visit) {
    return new Html()
        .raw(
            "<form method=post action=\"{}\" class=leave><button id=leave data-test=leave>{}"
                + "</button></form>",
            to(visit, "leave"),
            t("leave"));
  }

  private String to(Visit visit, String step) {
    return "/connect/session/%s/%s?lang=%s".formatted(visit.session.key(), step, texts.language());
  }

  private String page(String title, Html body) {
    String other = texts.language().equals("fr") ? "en" : "fr";
    return new Html()
        .raw(
            """
            <!doctype html><html lang={}><head><meta charset=utf-8>
            <meta name=viewport content="width=device-width, initial-scale=1">
            <title>{}</title><link rel=stylesheet href="/connect/style.css"></head><body>
            <header><strong>Bridge</strong> <em>{}</em>
            <a href="?lang={}" hreflang={} data-test=language>{}</a></header>
            <main>{}</main><footer>{}</footer></body></html>
            """,
            texts.language(),
            title,
            t("simulator"),
            other,
            other,
            t("other.language"),
            body,
            t("footer"))
        .toString();
  }

  private String t(String key) {
    return texts.get(key);
  }
}

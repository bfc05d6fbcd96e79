package bankapi.sandbox.connect;

import bankapi.sandbox.data.Provider;
import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;

/** What all hosted pages have around their content. */
final class PageFrame {

  private final Texts texts;

  PageFrame(Texts texts) {
    this.texts = texts;
  }

  Html bankHead(Visit visit, String title) {
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

  Html leave(Visit visit) {
    return new Html()
        .raw(
            "<form method=post action=\"{}\" class=leave><button id=leave data-test=leave>{}"
                + "</button></form>",
            to(visit, "leave"),
            t("leave"));
  }

  /** Where this visit is shown, also after a form was sent elsewhere. */
  String self(Visit visit) {
    String kind = visit.session.manageAll() ? "user" : "session";
    return "/connect/%s/%s".formatted(kind, visit.session.key());
  }

  String to(Visit visit, String step) {
    return "/connect/session/%s/%s?lang=%s".formatted(visit.session.key(), step, texts.language());
  }

  String page(String title, String path, Html body) {
    String other = texts.language().equals("fr") ? "en" : "fr";
    return new Html()
        .raw(
            """
            <!doctype html><html lang={}><head><meta charset=utf-8>
            <meta name=viewport content="width=device-width, initial-scale=1">
            <title>{}</title><link rel=icon href="/connect/logo/574.svg">
            <link rel=stylesheet href="/connect/style.css"></head><body>
            <header><strong>Bridge</strong> <em>{}</em>
            <a href="{}?lang={}" hreflang={} lang={} data-test=language>{}</a></header>
            <main>{}</main><footer>{}</footer></body></html>
            """,
            texts.language(),
            title,
            t("simulator"),
            path,
            other,
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

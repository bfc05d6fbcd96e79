package bankapi.sandbox.site;

import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;

/** What all pages of the demo site have around their content. */
final class SiteFrame {

  private final Texts texts;

  SiteFrame(Texts texts) {
    this.texts = texts;
  }

  String page(String title, Html body) {
    String other = texts.language().equals("fr") ? "en" : "fr";
    return new Html()
        .raw(
            """
            <!doctype html><html lang={}><head><meta charset=utf-8>
            <meta name=viewport content="width=device-width, initial-scale=1">
            <title>{}</title><link rel=stylesheet href="/site/style.css"></head><body>
            <header><a class=brand href="/site">{}</a><nav>
            <a href="/site/webhooks" data-test=webhooks>{}</a>
            <a href="/site?lang={}" hreflang={} data-test=language>{}</a></nav></header>
            <main>{}</main><footer>{}</footer></body></html>
            """,
            texts.language(),
            title,
            t("brand"),
            t("webhooks.title"),
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

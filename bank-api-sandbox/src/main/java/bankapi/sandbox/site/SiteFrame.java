package bankapi.sandbox.site;

import bankapi.sandbox.html.Html;
import bankapi.sandbox.html.Texts;

/** What all pages of the demo site have around their content, in one language. */
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
            <title>{}</title><link rel=icon href="/connect/logo/574.svg">
            <link rel=stylesheet href="/site/style.css"></head><body>
            <header><a class=brand href="/site">{}</a><nav>
            <a href="/site/webhooks" data-test=webhooks>{}</a>
            <a href="/site?lang={}" hreflang={} lang={} data-test=language>{}</a></nav></header>
            <main>{}</main><footer>{}</footer></body></html>
            """,
            texts.language(),
            title,
            texts.get("brand"),
            texts.get("webhooks.title"),
            other,
            other,
            other,
            texts.get("other.language"),
            body,
            texts.get("footer"))
        .toString();
  }
}
